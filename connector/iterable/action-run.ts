import type { Action, BulkForm } from '../define.ts';
import type { SendStage } from '../sends/send-stage.ts';
import type { ActionResult, IterableConnection } from './action-result.ts';
import type { IterableClient } from './client.ts';
import type { FieldCheck } from './field-check.ts';
import type { PersonGate } from './person-gate.ts';
import type { PreparedCall } from './prepare-call.ts';

/** An action to run, and what it may use. */
export interface ActionRun {
  action: Action;
  /** as the recipe mapped it, not yet checked */
  input: unknown;
  connection: IterableConnection;
  /** stable for one step of one job */
  stepKey: string;
  client: IterableClient;
  /** left out, Iterable alone judges the types of profile fields */
  fieldCheck?: FieldCheck;
  /** keeps the order of writes for one person */
  gate?: PersonGate;
  /** what a message passes before it leaves; left out, messages are neither checked nor kept, and bring no content */
  sends?: SendStage;
  /** gathers calls under load into bulk calls; left out, each call goes out by itself */
  bulkSender?: BulkSender;
  /** told when the run waits for others to gather; answers what to call when it goes on */
  waitApart?: () => () => void;
  signal?: AbortSignal;
  /** see CallOptions */
  keepBodies?: boolean;
}

/**
 * Sends calls one by one while there are few, and together under load: while a bulk call waits for its limit, the calls that come are
 * gathered for it. Each caller gets the result of its own item. The calls of one person never change between the two forms within a
 * minute, since Iterable does not keep the order between them; within a form the caller keeps the order (see PersonGate).
 */
export interface BulkSender {
  send(
    run: ActionRun,
    prepared: PreparedCall,
    form: BulkForm,
    single: () => Promise<ActionResult>,
  ): Promise<ActionResult>;
}
