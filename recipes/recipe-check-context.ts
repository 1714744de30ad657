import type { TriggerSource } from '../connector/define.ts';
import type { Json } from '../errors/json.ts';

/** A fault in a value, below the place where the value stands. */
export interface ValueFault {
  path: readonly PropertyKey[];
  message: string;
}

/** What the check needs to know of an action; schemas are JSON Schemas. */
export interface CheckedAction {
  inputSchema: Json;
  outputSchema: Json;
  /** what this input gives, where it says more than the action; undefined = nothing more */
  outputOf?: (input: Record<string, Json>) => Json | undefined;
  /** rules that the schema cannot tell; asked only for inputs without pills and other faults */
  inputFaults?: (input: Record<string, Json>) => readonly ValueFault[];
}

export interface CheckedTrigger {
  source: TriggerSource;
  configSchema: Json;
  /** rules that the schema cannot tell; asked only for configs without other faults */
  configFaults?: (config: Record<string, Json>) => readonly ValueFault[];
  /** what an event of this trigger holds, with this config */
  outputSchema: (config: Record<string, Json>) => Json;
}

/** What recipes are checked against; supplied by the runtime, since declarations are not known here. */
export interface RecipeCheckContext {
  action: (name: string) => CheckedAction | undefined;
  trigger: (name: string) => CheckedTrigger | undefined;
  hasConnection: (name: string) => boolean;
  /** names to propose when one is not known */
  actionNames?: readonly string[];
  triggerNames?: readonly string[];
}
