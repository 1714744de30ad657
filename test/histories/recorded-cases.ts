import { answers, choices } from './cases/choice-cases.ts';
import { holds, kills } from './cases/hold-cases.ts';
import { loops } from './cases/loop-cases.ts';
import { again, refusals } from './cases/refusal-cases.ts';
import { retries } from './cases/retry-cases.ts';
import { templates } from './cases/template-cases.ts';
import { larger, values } from './cases/value-cases.ts';
import type { RecordedCase } from './cases/recorded-case.ts';

/** In the order of recording: a later one finds in the sandbox what the earlier ones left. */
export const recordedCases: readonly RecordedCase[] = [
  ...templates,
  ...choices,
  ...loops,
  ...answers,
  ...values,
  ...refusals,
  ...retries,
  ...holds,
  ...kills,
  ...again,
  ...larger,
];
