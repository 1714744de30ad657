import { isIP } from 'node:net';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { WebAction } from '../define-web-action.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { PreviewedRequest } from '../iterable/preview-request.ts';
import { createOutboundGuard } from '../security/outbound-guard.ts';
import { previewWebAction, runWebAction, type WebParts, type WebRun } from './run-web-action.ts';
import { createWebClient, outboundHeaders } from './web-client.ts';

const postTimeoutMs = 10_000;

/** Calls to systems other than Iterable, all through one guard. */
export interface OutsideWorld {
  run(run: WebRun): Promise<ActionResult>;
  preview(action: WebAction, input: unknown): PreviewedRequest[];
  /** throws ITC_OUTBOUND_REFUSED for an address that a message with a signature cannot be sent to, as far as its text tells */
  checkAddress(address: string): void;
  /** posts JSON with a signature; answers the status. Throws ITC_OUTBOUND_REFUSED, or TransportFailure when no whole answer came */
  post(address: string, headers: Record<string, string>, body: string): Promise<number>;
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
    run: (run) => runWebAction(run, { ...parts, guard, client }),
    preview: (action, input) => previewWebAction({ action, input }, { guard }),
    checkAddress(address) {
      const { protocol, hostname } = guard.readUrl(address);
      const host = hostname === 'localhost' ? '127.0.0.1' : hostname.replace(/^\[(.*)\]$/, '$1');
      const isBare = protocol === 'http:' && !guard.isListed(host);
      const why = isBare ? 'is not https' : isIP(host) === 0 ? null : guard.verdict(host);
      if (why === null) return;
      throw new ConnectorError('ITC_OUTBOUND_REFUSED', `The address ${why}.`, { details: { path: 'url' } });
    },
    async post(address, headers, body) {
      const url = guard.readUrl(address);
      const all = { 'content-type': 'application/json', ...outboundHeaders, ...headers };
      const call = { method: 'POST', url, headers: all, body, timeoutMs: postTimeoutMs, isSecret: true };
      return (await client(call)).status;
    },
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
