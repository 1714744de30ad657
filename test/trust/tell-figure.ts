import type { Figure } from './figure.ts';
import { recordFigure } from './record-figure.ts';

/**
 * Keeps what a test of `npm test` tried and how often the promise failed. Only `npm run test:trust` writes it down: a run of
 * the whole suite changes no file.
 * To be told before the test judges, so that a failure is in the table too.
 */
export function tellFigure(
  measured: Omit<Figure, 'commit' | 'machine' | 'date' | 'command'>,
  command = 'npm run test:trust',
): void {
  if (process.env.ITC_RECORD_FIGURES === '1') recordFigure({ ...measured, command });
}
