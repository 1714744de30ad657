const focusable = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"], button';
const mostTries = 40;

/** Goes to a field of the panel once it is drawn: forms and editors load on their own time. The nearest outer field will do. */
export function focusField(path: string, tries = mostTries): void {
  const panel = document.querySelector('[data-panel]');
  const fields = [...(panel?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
  const nameOf = (field: HTMLElement): string => field.dataset['field'] ?? '';
  const exact = fields.find((field) => nameOf(field) === path);
  const outer = fields
    .filter((field) => nameOf(field) !== '' && path.startsWith(nameOf(field)))
    .sort((a, b) => nameOf(b).length - nameOf(a).length)[0];
  const found = exact ?? (tries === 0 ? outer : undefined);
  if (found === undefined) {
    if (tries > 0) setTimeout(() => focusField(path, tries - 1), 50);
    return;
  }
  found.scrollIntoView({ block: 'center' });
  const controls = [...found.querySelectorAll<HTMLElement>(focusable)];
  const isMode = (control: HTMLElement): boolean => control.getAttribute('type') === 'radio';
  (found.matches(focusable) ? found : (controls.find((control) => !isMode(control)) ?? controls[0]))?.focus();
}
