const focusable = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"], button';
const loading = '.mantine-Skeleton-root, .mantine-Loader-root';
const tryEveryMs = 50;
const mostTries = 10;

/**
 * Goes to a field of the panel once it is drawn: forms and editors load on their own time. The nearest outer field will do.
 *
 * @param path below the trigger or step, as faults name it: `with.email` or `email`
 * @param tries that remain once nothing loads any more
 */
export function focusField(path: string, tries = mostTries): void {
  const wanted = path.replace(/^with\.?/, '');
  const panel = document.querySelector('[data-panel]');
  const fields = [...(panel?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
  const nameOf = (field: HTMLElement): string => field.dataset['field'] ?? '';
  const exact = fields.find((field) => nameOf(field) === wanted);
  const outer = fields
    .filter((field) => nameOf(field) !== '' && wanted.startsWith(nameOf(field)))
    .sort((a, b) => nameOf(b).length - nameOf(a).length)[0];
  const found = exact ?? (tries === 0 ? outer : undefined);
  if (found === undefined) {
    const isLoading = panel !== null && panel.querySelector(loading) !== null;
    if (tries > 0) setTimeout(() => focusField(wanted, isLoading ? tries : tries - 1), tryEveryMs);
    return;
  }
  found.scrollIntoView({ block: 'center' });
  const controls = [...found.querySelectorAll<HTMLElement>(focusable)];
  const isMode = (control: HTMLElement): boolean => control.getAttribute('type') === 'radio';
  (found.matches(focusable) ? found : (controls.find((control) => !isMode(control)) ?? controls[0]))?.focus();
}
