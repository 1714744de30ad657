import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { CountTries, TryLimit } from '../store/share.ts';
import { hashSecret } from './hash-secret.ts';

/** Failed sign-ins that an account and an address may have within the time; seconds. */
export const signInLimit = { tries: 10, seconds: 15 * 60 } as const satisfies TryLimit;

/** Counts sign-ins that fail, for each account and for each address they come from; known and unknown accounts alike. */
export interface SignInThrottle {
  /**
   * Takes one try of both before the work is done, so that parallel ones count too, and gives it back when the work succeeds.
   * @param account null where the call names none
   * @throws ConnectorError ITC_AUTH_THROTTLED
   */
  guard<T>(account: string | null, address: string | null, work: () => Promise<T>): Promise<T>;
}

const countHere: CountTries = (keyPrefix, { tries, seconds }) =>
  new RateLimiterMemory({ keyPrefix, points: tries, duration: seconds });

/** @param countTries where the tries are counted; default in this process alone */
export function createSignInThrottle(countTries = countHere): SignInThrottle {
  const accounts = countTries('account', signInLimit);
  const addresses = countTries('address', signInLimit);
  const take = async (limiter: Pick<RateLimiterAbstract, 'consume'>, key: string): Promise<void> => {
    try {
      await limiter.consume(key);
    } catch (cause) {
      if (!(cause instanceof RateLimiterRes)) throw cause;
      const seconds = Math.ceil(cause.msBeforeNext / 1_000);
      throw new ConnectorError('ITC_AUTH_THROTTLED', `Too many sign-ins failed. Try again in ${seconds} seconds.`, {
        details: { retryAfterSeconds: seconds },
      });
    }
  };
  return {
    async guard(account, address, work) {
      // digests, so that neither an address nor what people type by mistake, such as a password, lies in memory or in the store
      const source = hashSecret(address ?? 'unknown');
      const key = account === null ? null : hashSecret(account);
      await take(addresses, source);
      if (key !== null) await take(accounts, key);
      const giveBack = async (): Promise<void> => {
        await addresses.reward(source);
        if (key !== null) await accounts.delete(key);
      };
      try {
        const result = await work();
        await giveBack();
        return result;
      } catch (error) {
        // who is that far has proved who it is
        if (error instanceof ConnectorError && error.code === 'ITC_PASSWORD_WEAK') await giveBack();
        throw error;
      }
    },
  };
}
