import type { ActionSummary, TriggerSummary } from '../../api/types.ts';

/** An action or a trigger as a card of the catalogue. */
export interface CatalogueEntry {
  to: string;
  /** heading it stands under */
  group: string;
  title: string;
  name: string;
  summary: string;
  kind: ActionSummary['effect'] | 'trigger';
  isBulk: boolean;
}

/** Narrows the catalogue: words that must all occur, and a kind. */
export interface CatalogueFilter {
  q?: string;
  kind?: CatalogueEntry['kind'] | 'bulk';
}

const groupTitle = (resource: string): string =>
  resource.charAt(0).toUpperCase() + resource.slice(1).replaceAll('-', ' ');

/** Triggers first, then the actions in the order of the server, both as entries. */
export function catalogueEntries(
  actions: readonly ActionSummary[],
  triggers: readonly TriggerSummary[],
): CatalogueEntry[] {
  return [
    ...triggers.map(({ name, title, summary }) => ({
      to: `/catalogue/triggers/${name}`,
      group: 'Triggers',
      title,
      name,
      summary,
      kind: 'trigger' as const,
      isBulk: false,
    })),
    ...actions.map(({ name, title, summary, resource, effect, isBulk }) => ({
      to: `/catalogue/actions/${name}`,
      group: groupTitle(resource),
      title,
      name,
      summary,
      kind: effect,
      isBulk,
    })),
  ];
}

/** The entries that fit, in groups; a group without any is left out. */
export function groupEntries(
  entries: readonly CatalogueEntry[],
  { q = '', kind }: CatalogueFilter,
): [string, CatalogueEntry[]][] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    if (kind === 'bulk' ? !entry.isBulk : kind !== undefined && entry.kind !== kind) continue;
    const text = `${entry.title} ${entry.name} ${entry.summary} ${entry.group}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  }
  return [...groups];
}
