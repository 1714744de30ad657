import type { Request } from 'express';

import type { Runtime } from '../runtime/runtime.ts';
import { clientAddress } from '../security/client-address.ts';

/** The network address of who calls, behind trusted proxies; null when a proxy told none. */
export const callerAddress = ({ trustedProxies }: Pick<Runtime, 'trustedProxies'>, request: Request): string | null =>
  clientAddress(request.socket.remoteAddress, request.get('x-forwarded-for'), trustedProxies);
