import { randomInt } from 'node:crypto';
import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyShape } from '../body-shape.ts';
import { newVerification, seedVerificationProfileId, verify } from '../sms-verification.ts';
import type { ApiCall, Route, World } from '../world.ts';

const shape: BodyShape = { phoneNumber: 'string', verificationProfileId: 'integer' };
const phoneNumberLayout = /^\+[1-9]\d{6,14}$/;

/** The 400 of both calls; the texts are this sandbox's own. */
function refusal({ settings }: World, { body }: ApiCall): Answer | undefined {
  if (!settings.features.includes('smsVerification')) {
    return refuse(400, 'BadParams', 'SMS phone verification is not enabled for this project');
  }
  if (body.verificationProfileId !== seedVerificationProfileId) {
    return refuse(400, 'BadParams', `Invalid verificationProfileId: ${String(body.verificationProfileId)}`);
  }
  return phoneNumberLayout.test(body.phoneNumber as string)
    ? undefined
    : refuse(400, 'BadParams', 'phoneNumber must be in E.164 form');
}

/** SMS phone verification. The codes are not sent; `GET /sandbox/state` shows them under smsVerifications. */
export const verifyRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/verify/sms/begin',
    body: shape,
    handle(world, call) {
      const refused = refusal(world, call);
      if (refused) return refused;
      const request = call.body as { phoneNumber: string; verificationProfileId: number };
      const { phoneNumber, verificationProfileId } = request;
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      world.state.smsVerifications.push(newVerification({ phoneNumber, verificationProfileId }, code, world.now()));
      return success();
    },
  },
  {
    method: 'POST',
    path: '/api/verify/sms/check',
    body: { ...shape, code: 'string' },
    handle(world, call) {
      const refused = refusal(world, call);
      if (refused) return refused;
      const tried = call.body as { phoneNumber: string; verificationProfileId: number; code: string };
      const status = verify(world.state.smsVerifications, tried, world.now()) ? 'verified' : 'rejected';
      return success('', { status });
    },
  },
];
