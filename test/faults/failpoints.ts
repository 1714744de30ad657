import type { Store } from '../../connector/store/store.ts';

/** what the exhaustive run puts in; a paused process needs somebody who wakes it */
export const exhaustiveKinds = ['throw', 'delay', 'exit', 'kill'] as const;
export const faultKinds = [...exhaustiveKinds, 'pause'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The methods of the store that change what a job, an event, a run of rows or a message is. */
export const storeWrites = [
  'appendEvent',
  'appendEvents',
  'enqueueJob',
  'claimJobs',
  'reclaimJobs',
  'recordSteps',
  'changeJob',
  'releaseJob',
  'discardJob',
  'addTask',
  'advanceTask',
  'createBulkRun',
  'moveBulkRun',
  'recordBulkProgress',
  'putSend',
] as const satisfies readonly (keyof Store)[];

/** The statements behind them, as verb and table, and what ends a transaction. */
export const statements = [
  'begin',
  'commit',
  'insert events',
  'insert delivery_groups',
  'insert jobs',
  'update jobs',
  'insert steps',
  'update steps',
  'insert tasks',
  'update tasks',
  'insert bulk_runs',
  'update bulk_runs',
  'insert sends',
] as const;

const around = <Name extends string>(name: Name) => [`${name}.before`, `${name}.after`] as const;

/** Every place where a fault can be put: before and after each change of state, each sync of the log and each call to Iterable. */
export const failpoints = [
  ...storeWrites.flatMap((name) => around(`store.${name}`)),
  ...statements.flatMap((name) => around(`sql.${name}`)),
  ...around('log.sync'),
  ...around('iterable.call'),
] as const;
export type Failpoint = (typeof failpoints)[number];

/** No point of the code: Iterable has the call, and its answer comes while the process stands still. */
export const callUnderWay = 'iterable.call.under way';

/** A fault at the nth passage of a point, counted from when it is armed. */
export interface ArmedFault {
  point: Failpoint | typeof callUnderWay;
  passage: number;
  kind: FaultKind;
}
