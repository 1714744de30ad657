import type { Json } from '../api/types.ts';

/** One thing to choose. */
export interface Choice {
  value: string | number;
  label: string;
  note?: string;
}

/** Choices as the select draws them; an id that a label does not hold is shown after it, for names repeat. */
export function drawChoices(choices: readonly Choice[]): { value: string; label: string }[] {
  const seen = new Map<string, { value: string; label: string }>();
  for (const { value, label, note } of choices) {
    const id = String(value);
    const parts = [label, ...(label === id ? [] : [id]), ...(note === undefined ? [] : [note])];
    if (!seen.has(id)) seen.set(id, { value: id, label: parts.join(' · ') });
  }
  return [...seen.values()];
}

/** The value behind a drawn choice: a number where the list has numbers, else what was typed. */
export function choiceValue(choices: readonly Choice[], drawn: string): string | number {
  const known = choices.find(({ value }) => String(value) === drawn);
  if (known !== undefined) return known.value;
  const areNumbers = choices.some(({ value }) => typeof value === 'number');
  return areNumbers && /^[1-9]\d{0,14}$/.test(drawn) ? Number(drawn) : drawn;
}

/** A chosen value or several, as texts. */
export function drawnOf(value: Json | undefined): string[] {
  if (value === undefined || value === null || typeof value === 'object')
    return Array.isArray(value) ? value.map(String) : [];
  return String(value)
    .split(/\s*,\s*/)
    .filter(Boolean);
}
