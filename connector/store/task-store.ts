import type { ErrorJson } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { JobStatus, RepeatedJob } from './job-store.ts';
import type { Page, PageQuery } from './page.ts';

export type TaskStatus = 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

/** Long work that starts jobs or takes the rows of a file, in steps that survive a restart. */
export interface TaskRecord {
  id: string;
  kind: string;
  status: TaskStatus;
  input: JsonObject;
  /** where the next step begins; null before the first */
  cursor: string | null;
  /** items found when it was made: events or jobs, or bytes of the file */
  total: number;
  /** of them looked at */
  done: number;
  /** jobs started */
  started: number;
  /** what came of it up to now, for work that starts no jobs */
  result: JsonObject | null;
  error: ErrorJson | null;
  createdAt: string;
  updatedAt: string;
  endedAt: string | null;
}

/** One step of a task; its jobs and its progress are one transaction. */
export interface TaskStep {
  /** the task's cursor that the step was planned from: of two processes that plan the same step only one writes it */
  from: string | null;
  /** null ends the task */
  cursor: string | null;
  items: number;
  jobs: RepeatedJob[];
  /** given by a step that has happened already when it is written: it is written also when the task was paused or cancelled meanwhile */
  result?: JsonObject;
}

export interface TaskStore {
  addTask(task: Pick<TaskRecord, 'id' | 'kind' | 'input' | 'total'>): Promise<TaskRecord>;
  getTask(id: string): Promise<TaskRecord | null>;
  listTasks(filter: PageQuery & { status?: TaskStatus }): Promise<Page<TaskRecord>>;
  /** starts the jobs of the step, those whose event is gone left out; false = the task does not run any more or has gone on since, and nothing was written */
  advanceTask(id: string, step: TaskStep): Promise<boolean>;
  /** false = it was not in the state `from` */
  moveTask(id: string, from: 'running' | 'paused', to: 'running' | 'paused'): Promise<boolean>;
  /** false = it had ended already */
  endTask(id: string, status: 'cancelled' | 'failed', error: ErrorJson | null): Promise<boolean>;
  /** the jobs that a task started, by status */
  countTaskJobs(id: string): Promise<Record<JobStatus, number>>;
}
