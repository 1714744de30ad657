import { z } from 'zod';

/** Result of testing a connection, check by check. */
export const connectionTest = z.object({
  state: z.enum(['connected', 'wrong_key', 'wrong_region', 'missing_permission', 'unreachable']),
  checks: z.array(
    z.object({ name: z.string(), ok: z.boolean(), cause: z.string().optional(), fix: z.string().optional() }),
  ),
});
