export { startSandbox } from './start-sandbox.ts';
export type { Sandbox, SandboxOptions, SandboxWebhook } from './start-sandbox.ts';
export { systemEventNames } from './system-webhook-body.ts';
export type { StateSnapshot } from './project-state.ts';
export type { LoggedCall } from './call-log.ts';
export type { Delivery } from './webhook-courier.ts';
export type { Fault } from './fault-plan.ts';
