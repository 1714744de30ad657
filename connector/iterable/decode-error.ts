import type { ErrorCode } from '../../errors/error-catalogue.ts';
import { ConnectorError, type ErrorDetail } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { maskPerson } from './mask-person.ts';

/** Iterable's own words for a refusal, whichever of its error forms was used. */
export interface IterableRefusal {
  /** the code, for example `BadParams`; null where the answer has none. Alone it never decides, see outcome.ts */
  code: string | null;
  message: string;
  params: JsonObject;
}

export interface MismatchedField {
  /** name of the field without the event prefix, e.g. `total` of `cartAbandoned:::total` */
  field: string;
  /** for event fields */
  eventName?: string;
  expected: string;
  incoming: string[];
  /** as Iterable gives it back; a personal value, so never in messages */
  offendingValue?: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Reads `{msg,code,params}`, `{error,message,code,data}`, plain text and HTML (reference: response envelopes). */
export function readRefusal(body: Json | undefined, text: string): IterableRefusal {
  if (!isObject(body)) {
    const isPage = /^\s*<(!doctype|html)/i.test(text);
    return { code: null, message: isPage ? 'an HTML page' : text.trim().slice(0, 500), params: {} };
  }
  const params = [body.params, body.data].find(isObject) ?? {};
  const code = textOf(body.code);
  return {
    code: code === '' ? null : code,
    message: textOf(body.msg) || textOf(body.message) || textOf(body.error),
    params,
  };
}

/** The fields of a RequestFieldsTypesMismatched answer. */
export function readMismatches(params: JsonObject): MismatchedField[] {
  const errors = isObject(params.validationErrors) ? params.validationErrors : {};
  return Object.entries(errors).flatMap(([key, found]) => {
    if (!isObject(found)) return [];
    const [first = '', ...rest] = key.split(':::');
    const incoming = Array.isArray(found.incomingTypes) ? found.incomingTypes.map(String) : [];
    return [
      {
        field: rest.length === 0 ? first : rest.join(':::'),
        ...(rest.length === 0 ? {} : { eventName: first }),
        expected: textOf(found.expectedType) || 'another type',
        incoming,
        ...(found.offendingValue === undefined ? {} : { offendingValue: found.offendingValue }),
      },
    ];
  });
}

/**
 * Turns a refusal into a coded error with a next step. Values of persons are masked.
 * @param status HTTP status of the answer
 */
export function decodeError(status: number, refusal: IterableRefusal): ConnectorError {
  const { code, params } = refusal;
  const said = refusal.message === '' ? '' : `: ${shorten(maskPerson(refusal.message), code)}`;
  const error = (as: ErrorCode, message: string, hint?: string, extra: ErrorDetail = {}): ConnectorError =>
    new ConnectorError(as, message, {
      ...(hint === undefined ? {} : { hint }),
      details: { status, ...(code === null ? {} : { iterableCode: code }), ...extra },
    });

  if (status === 401 || (status === 400 && isUnsuitedKey(params)))
    return error('ITC_ITERABLE_KEY_REJECTED', `Iterable does not accept the API key${said}.`, keyHint(params));
  if (status === 403) return error('ITC_ITERABLE_FORBIDDEN', `The API key may not do this${said}.`);
  if (status === 429) return error('ITC_ITERABLE_RATE_LIMIT', `Iterable asks to slow down${said}.`);
  if (code === 'ForgottenUserError')
    return error('ITC_ITERABLE_FORGOTTEN', `The person was forgotten (GDPR) and cannot be written${said}.`);
  if (status === 413 || code === 'BatchTooLarge') {
    return error('ITC_ITERABLE_BATCH_TOO_LARGE', `The request is larger than Iterable accepts${said}.`);
  }
  if (code === 'RequestFieldsTypesMismatched') return mismatch(refusal, error);
  if (status >= 500) return error('ITC_ITERABLE_UNAVAILABLE', `Iterable answered with HTTP ${status}${said}.`);
  if (status === 404) return error('ITC_ITERABLE_NOT_FOUND', `Iterable does not know what was asked for${said}.`);
  if (code === 'BadJsonBody') return badBody(refusal, error);
  const known = nextSteps.get(code ?? '');
  return error('ITC_ITERABLE_REJECTED', `Iterable refused the request${said}.`, known ?? hintOf(refusal));
}

type MakeError = (as: ErrorCode, message: string, hint?: string, extra?: ErrorDetail) => ConnectorError;

function mismatch({ params, message }: IterableRefusal, error: MakeError): ConnectorError {
  const fields = readMismatches(params);
  if (fields.length === 0)
    return error('ITC_ITERABLE_TYPE_MISMATCH', `A field has another type than before: ${maskPerson(message)}`);
  const named = fields.map(({ field, eventName, expected, incoming }) => {
    const of = eventName === undefined ? '' : ` of the event ${eventName}`;
    return `\`${field}\`${of} is ${expected} in Iterable, and ${incoming.join(' or ') || 'another type'} was sent`;
  });
  const first = fields[0];
  return error(
    'ITC_ITERABLE_TYPE_MISMATCH',
    `${named.join('; ')}.`,
    'Convert the value to the expected type in the mapping, or write it to a field of another name: the first value ever sent fixed the type.',
    {
      path: `dataFields.${first?.field ?? ''}`,
      fields: fields.map(({ offendingValue: _, ...shown }) => shown),
    },
  );
}

// the old form repeats body and headers in its text, so only the positions are shown
function badBody({ params }: IterableRefusal, error: MakeError): ConnectorError {
  const paths = Object.keys(params)
    .map((path) => path.replace(/^obj\.?/, ''))
    // the body as a whole has no place in itself
    .filter((path) => path !== '');
  const where = paths.length === 0 ? '' : ` at \`${paths.join('`, `')}\``;
  const path = paths[0];
  return error(
    'ITC_ITERABLE_REJECTED',
    `Iterable could not read the request body${where}.`,
    'Correct the type of the value at this place.',
    path === undefined ? {} : { path },
  );
}

const serverKeyTypes = /^(server-?side|standard)$/i;

/** Refusals of known keys say of what type the key is. */
const keyTypeOf = ({ apiKeyType }: JsonObject): string | null =>
  typeof apiKeyType === 'string' && /^[\w -]{1,40}$/.test(apiKeyType) ? apiKeyType : null;

const isUnsuitedKey = (params: JsonObject): boolean => !serverKeyTypes.test(keyTypeOf(params) ?? 'standard');

function keyHint(params: JsonObject): string | undefined {
  const type = keyTypeOf(params);
  if (type === null) return undefined;
  if (isUnsuitedKey(params)) return `This is a key of the type ${type}; use an active server-side key.`;
  return 'The key exists but is disabled or lacks the right: use an active server-side key with the permission for this call.';
}

const shorten = (message: string, code: string | null): string =>
  (code === 'BadJsonBody' ? 'invalid JSON body' : message).replace(/[.\s]+$/, '');

// a map: the code comes from outside
const nextSteps: ReadonlyMap<string, string> = new Map([
  ['InvalidEmailAddressError', 'Correct the email address that the step maps.'],
  ['InvalidUserIdError', 'A user ID has at most 52 printable characters and no blank at the end.'],
  ['UnknownEmailError', 'Create the user first, or check the address.'],
  ['UnknownUserIdError', 'Create the user first, or check the user ID.'],
  ['EmailAlreadyExists', 'Another user has this address: merge the two users instead.'],
  ['UserIdAlreadyExists', 'Another user has this user ID: merge the two users instead.'],
  [
    'UniqueFieldsLimitExceeded',
    'The project has reached its number of different fields: remove unused ones in Iterable, or send fewer.',
  ],
  ['ExternalKeyConflict', 'Email and user ID belong to two different users: send one of them, or merge the users.'],
  ['ForbiddenParamsError', 'The key or project may not use one of these parameters.'],
]);

function hintOf({ message, params }: IterableRefusal): string | undefined {
  if (/invalid ?campaign ?id/i.test(message) || params.campaignId !== undefined) {
    return 'Choose a campaign of this project that is running, API-triggered and of the medium of the action.';
  }
  if (/not a triggered campaign/i.test(message)) return 'Choose an API-triggered campaign.';
  if (/list/i.test(message) && /invalid|exist/i.test(message)) return 'Choose a static list of this project.';
  if (/email or userId/i.test(message)) return 'Map the email or the user ID of the step.';
  return undefined;
}
