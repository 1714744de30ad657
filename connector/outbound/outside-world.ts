import type { WebAction } from '../define-web-action.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { PreviewedRequest } from '../iterable/run-action.ts';
import { createOutboundGuard } from '../security/outbound-guard.ts';
import { previewWebAction, runWebAction, type WebParts } from './run-web-action.ts';
import { createWebClient } from './web-client.ts';

/** Calls to systems other than Iterable, all through one guard. */
export interface OutsideWorld {
  run(action: WebAction, input: unknown, stepKey: string): Promise<ActionResult>;
  preview(action: WebAction, input: unknown): PreviewedRequest[];
  close(): void;
}

/** @param parts.allowed addresses and ranges that may be reached although they are not public */
export function createOutsideWorld(
  parts: Omit<WebParts, 'guard' | 'client'> & { allowed: readonly string[] },
): OutsideWorld {
  const guard = createOutboundGuard({ allowed: parts.allowed });
  const client = createWebClient({ guard });
  return {
    run: (action, input, stepKey) => runWebAction({ action, input, stepKey }, { ...parts, guard, client }),
    preview: (action, input) => previewWebAction({ action, input, stepKey: 'preview' }, { guard }),
    close: () => guard.close(),
  };
}
