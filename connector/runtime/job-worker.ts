import type { Readable } from 'node:stream';

import { isWebAction } from '../define-web-action.ts';
import type { RowForm } from '../define.ts';
import { fetchRows } from '../iterable/fetch-rows.ts';
import type { JobPorts } from '../jobs/job-ports.ts';
import type { RowFiles } from '../jobs/row-files.ts';
import { runJob } from '../jobs/run-job.ts';
import { sharedWorker, startWorker, type Worker } from '../jobs/worker.ts';
import type { SavedSchemas } from '../learning/saved-schemas.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { observeStep } from '../metrics/observe-step.ts';
import { traced } from '../metrics/traced.ts';
import type { Registry } from '../registry.ts';
import type { ConnectionBook } from './connection-book.ts';
import type { IterableParts } from './iterable-parts.ts';
import { createMasking, type OutputSeal } from './masking.ts';
import type { OpenedStore } from './open-store.ts';
import type { Surroundings } from './runtime.ts';
import type { StepRunner } from './step-runner.ts';

export interface JobWorkerParts extends Pick<Surroundings, 'now' | 'random' | 'log' | 'faults'> {
  opened: OpenedStore;
  registry: Registry;
  connections: ConnectionBook;
  steps: Pick<StepRunner, 'run'>;
  iterable: Pick<IterableParts, 'client' | 'streams' | 'bulkSender'>;
  rowFiles: RowFiles;
  outputSeal: OutputSeal;
  savedSchemas: Pick<SavedSchemas, 'of'>;
  inputSchemaOf: JobPorts['inputSchemaOf'];
  respond: JobPorts['respond'];
  jobChanged: NonNullable<JobPorts['jobChanged']>;
  metrics: Metrics;
}

/** Starts taking jobs; what a job reaches of the rest is named here. */
export function startJobWorker(parts: JobWorkerParts): Worker {
  const { opened, registry, connections, steps, iterable, rowFiles, metrics, now, random, log, faults = {} } = parts;
  const { store, shared } = opened;
  const { client, streams, bulkSender } = iterable;
  const gathering = { bulkSender, waitApart: () => worker.park() };
  const ports: JobPorts = {
    store,
    findAction: registry.findStep,
    countSend: store.countSend,
    masking: createMasking(connections, parts.outputSeal),
    savedSchemaOf: parts.savedSchemas.of,
    inputSchemaOf: parts.inputSchemaOf,
    runAction: ({ action, input, connection: name, stepKey, asRows, ...options }) =>
      observeStep({ action, input }, { metrics, now }, async () => {
        if (asRows !== true || isWebAction(action)) {
          return steps.run(action, name, input, stepKey, { ...options, ...gathering });
        }
        const connection = await connections.open(name);
        const [jobId = ''] = stepKey.split('/');
        const write = (form: RowForm, body: Readable) => rowFiles.write(connection.id, jobId, form, body);
        return fetchRows({ action, input, connection, stepKey, client, streams, write });
      }),
    rows: rowFiles,
    respond: parts.respond,
    jobChanged: parts.jobChanged,
    now,
    random,
    log,
  };
  const worker: Worker = startWorker({
    store,
    now: shared?.clock ?? now,
    log,
    runJob: (claimed) => traced('job', { job: claimed.job.id }, () => runJob(claimed, ports)),
    ...(shared === null ? {} : sharedWorker),
    ...(faults.leaseMs === undefined ? {} : { leaseMs: faults.leaseMs }),
  });
  return worker;
}
