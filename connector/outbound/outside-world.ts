import { ConnectorError } from '../../errors/connector-error.ts';
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
  /** the text of a document; throws when it is not answered with 200 */
  read(address: string): Promise<string>;
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
    async read(address) {
      const url = guard.readUrl(address);
      const base = { headers: {}, body: undefined, timeoutMs: 30_000, isSecret: false };
      const { status, text } = await client({ ...base, method: 'GET', url });
      if (status === 200) return text;
      throw new ConnectorError('ITC_WEB_REFUSED', `${url.host} answered with HTTP ${String(status)}.`);
    },
    close: () => guard.close(),
  };
}
