import type { Json } from '../../../errors/json.ts';
import { asNumber, asWhole, refuse } from '../mapping-function.ts';
import type { MappingFunction } from '../mapping-function.ts';

function finite(result: number): number {
  return Number.isFinite(result) ? result : refuse('The result is not a finite number.');
}

function arithmetic(
  name: string,
  summary: string,
  example: MappingFunction['example'],
  compute: (a: number, b: number) => number,
): MappingFunction {
  return {
    name,
    summary,
    args: [{ name: 'number', kind: 'number' }],
    returns: 'number',
    example,
    apply: (value, [other]) => finite(compute(asNumber(value), asNumber(other, 'The argument'))),
  };
}

function round(value: Json | undefined, digits: Json | undefined): number {
  const places = digits === undefined ? 0 : asWhole(digits, 'The number of digits', 0, 12);
  const number = asNumber(value);
  // moving the decimal exponent rounds 1.005 as people expect, which arithmetic on the binary value does not
  const rounded = moveDecimal(Math.round(moveDecimal(Math.abs(number), places)), -places);
  if (!Number.isFinite(rounded)) return number;
  return number < 0 && rounded !== 0 ? -rounded : rounded;
}

function moveDecimal(number: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(number).split('e');
  return Number(`${digits}e${String(Number(exponent) + places)}`);
}

/** Functions that make a number. Numeric texts are taken as numbers. */
export const numberFunctions: readonly MappingFunction[] = [
  {
    name: 'number',
    summary: 'Reads a numeric text as a number.',
    args: [],
    returns: 'number',
    example: { text: '{{ "12.5" | number }}', gives: 12.5 },
    apply: (value) => asNumber(value),
  },
  {
    name: 'round',
    summary: 'Rounds half away from zero to a number of digits after the point, 0 if not given.',
    args: [{ name: 'digits', kind: 'number', optional: true }],
    returns: 'number',
    example: { text: '{{ 2.345 | round: 2 }}', gives: 2.35 },
    apply: (value, [digits]) => round(value, digits),
  },
  arithmetic('add', 'Adds a number.', { text: '{{ 2 | add: 3 }}', gives: 5 }, (a, b) => a + b),
  arithmetic('subtract', 'Subtracts a number.', { text: '{{ 2 | subtract: 3 }}', gives: -1 }, (a, b) => a - b),
  arithmetic('multiply', 'Multiplies by a number.', { text: '{{ 2 | multiply: 3 }}', gives: 6 }, (a, b) => a * b),
  arithmetic('divide', 'Divides by a number other than 0.', { text: '{{ 3 | divide: 2 }}', gives: 1.5 }, (a, b) =>
    b === 0 ? refuse('A number cannot be divided by 0.') : a / b,
  ),
];
