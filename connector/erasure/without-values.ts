/**
 * A learned shape in its stored form without some of the values it keeps (schemas/infer/shape-json.ts: `values` of a text).
 * A set that lost a value is open: it no longer holds all that occurred. Pure.
 */
export function withoutValues(json: unknown, isMeant: (value: string) => boolean): { json: unknown; removed: number } {
  let removed = 0;
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) copy[key] = clean(inner);
    const { values } = copy;
    if (!Array.isArray(values) || !values.every((one) => typeof one === 'string')) return copy;
    const left = values.filter((one) => !isMeant(one));
    removed += values.length - left.length;
    return left.length === values.length ? copy : { ...copy, values: left, open: true };
  };
  return { json: clean(json), removed };
}
