/** A code that verify/sms/begin sent. */
export interface SmsVerification {
  phoneNumber: string;
  verificationProfileId: number;
  code: string;
  /** epoch ms */
  expiresAt: number;
  verified: boolean;
}

/** The one verification profile of a new project. */
export const seedVerificationProfileId = 4401;

// Iterable names no lifetime
const lifetimeMs = 10 * 60_000;

/** A new code; it stays in the list until it is verified, expires or is followed by another to the same number. */
export function newVerification(
  request: Pick<SmsVerification, 'phoneNumber' | 'verificationProfileId'>,
  code: string,
  at: number,
): SmsVerification {
  return { ...request, code, expiresAt: at + lifetimeMs, verified: false };
}

/** Whether a code is the newest, non-expired, not yet verified one; then it is marked as verified. */
export function verify(
  verifications: readonly SmsVerification[],
  tried: Pick<SmsVerification, 'phoneNumber' | 'verificationProfileId' | 'code'>,
  at: number,
): boolean {
  const newest = verifications.findLast(
    ({ phoneNumber, verificationProfileId, expiresAt, verified }) =>
      phoneNumber === tried.phoneNumber &&
      verificationProfileId === tried.verificationProfileId &&
      expiresAt > at &&
      !verified,
  );
  if (newest?.code !== tried.code) return false;
  newest.verified = true;
  return true;
}
