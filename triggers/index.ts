import type { Trigger } from '../connector/define.ts';
import { newCall } from './new-call.ts';
import { newObject } from './new-object.ts';
import { newWorkflow } from './new-workflow.ts';
import { onSchedule } from './on-schedule.ts';

/** All triggers, in the order shown to users. */
export const triggers: readonly Trigger[] = [newObject, newWorkflow, newCall, onSchedule];
