import type { SuppressionMark, SuppressionRecord } from './suppression-store.ts';

/** Which of two marks of one scope stands: the later one, and of two at once the suppression, for no opt-out may be lost. */
export function laterMark(one: SuppressionMark, other: SuppressionMark): SuppressionMark {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return one.isOn ? one : other;
}

/** The newest mark that is on, else the newest. */
export function leadingMark({ marks }: Pick<SuppressionRecord, 'marks'>): SuppressionMark | null {
  const byAge = Object.values(marks).sort((a, b) => (a.at < b.at ? 1 : -1));
  return byAge.find(({ isOn }) => isOn) ?? byAge[0] ?? null;
}

/** One record of two that turn out to be of one person: an event has named both the address and the user ID. */
export function mergeSuppressions([first, ...others]: readonly SuppressionRecord[]): SuppressionRecord | null {
  if (first === undefined) return null;
  const merged = { ...first, marks: { ...first.marks } };
  for (const other of others) {
    merged.email ??= other.email;
    merged.userId ??= other.userId;
    for (const [scope, mark] of Object.entries(other.marks)) {
      const known = merged.marks[scope];
      merged.marks[scope] = known === undefined ? mark : laterMark(known, mark);
    }
    merged.isActive = merged.isActive || other.isActive;
    merged.pushedAt = merged.pushedAt ?? other.pushedAt;
  }
  return merged;
}
