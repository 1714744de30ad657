import { describe, expect, test } from '@jest/globals';

import { decodeError, readMismatches, readRefusal } from '../../connector/iterable/decode-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';

const refusal = (code: string | null, message = '', params: JsonObject = {}) => ({ code, message, params });

describe('Reading a refusal', () => {
  test.each<[string, Json | undefined, string, [string | null, string, JsonObject]]>([
    ['an envelope', { msg: 'no', code: 'BadParams', params: { a: 1 } }, '', ['BadParams', 'no', { a: 1 }]],
    ['the form of another server', { message: 'no', data: { a: 2 } }, '', [null, 'no', { a: 2 }]],
    ['an error alone', { error: 'no' }, '', [null, 'no', {}]],
    ['the first words that are some', { msg: '', message: 7, error: 'last' }, '', [null, 'last', {}]],
    ['msg before message', { msg: 'a', message: 'b', error: 'c' }, '', [null, 'a', {}]],
    ['params before data', { params: { p: 1 }, data: { d: 1 } }, '', [null, '', { p: 1 }]],
    ['a code that is no text', { code: 7, params: [1] }, '', [null, '', {}]],
    ['plain text', undefined, '  not now \n', [null, 'not now', {}]],
    ['a list', ['x'], '["x"]', [null, '["x"]', {}]],
    ['null', null, 'null', [null, 'null', {}]],
    ['an HTML page', undefined, ' <!DOCTYPE html><html>secret</html>', [null, 'an HTML page', {}]],
    ['an HTML page without a declaration', undefined, '<html>', [null, 'an HTML page', {}]],
    ['text that speaks of a page', undefined, 'no <html> here', [null, 'no <html> here', {}]],
  ])('%s is read as code, words and params.', (_, body, text, [code, message, params]) => {
    expect(readRefusal(body, text)).toEqual({ code, message, params });
  });

  test('A long text is cut to 500 characters.', () => {
    expect(readRefusal(undefined, 'x'.repeat(501)).message).toBe('x'.repeat(500));
  });

  test('A mismatch that Iterable tells only in part is filled with words that fit.', () => {
    expect(
      readMismatches({
        validationErrors: {
          age: { expectedType: '', incomingTypes: 'string' },
          'a:::b:::c': { expectedType: 'long', incomingTypes: ['string', 7], offendingValue: null },
          odd: 'text',
        },
      }),
    ).toEqual([
      { field: 'age', expected: 'another type', incoming: [] },
      { field: 'b:::c', eventName: 'a', expected: 'long', incoming: ['string', '7'], offendingValue: null },
    ]);
    expect(readMismatches({ validationErrors: ['age'] })).toEqual([]);
  });
});

describe('The coded error of a refusal', () => {
  test.each<[number, string | null, string, string]>([
    [401, 'BadApiKey', 'ITC_ITERABLE_KEY_REJECTED', 'Iterable does not accept the API key: why.'],
    [403, 'Forbidden', 'ITC_ITERABLE_FORBIDDEN', 'The API key may not do this: why.'],
    [429, 'RateLimitExceeded', 'ITC_ITERABLE_RATE_LIMIT', 'Iterable asks to slow down: why.'],
    [
      409,
      'ForgottenUserError',
      'ITC_ITERABLE_FORGOTTEN',
      'The person was forgotten (GDPR) and cannot be written: why.',
    ],
    [413, null, 'ITC_ITERABLE_BATCH_TOO_LARGE', 'The request is larger than Iterable accepts: why.'],
    [400, 'BatchTooLarge', 'ITC_ITERABLE_BATCH_TOO_LARGE', 'The request is larger than Iterable accepts: why.'],
    [500, 'GenericError', 'ITC_ITERABLE_UNAVAILABLE', 'Iterable answered with HTTP 500: why.'],
    [503, null, 'ITC_ITERABLE_UNAVAILABLE', 'Iterable answered with HTTP 503: why.'],
    [404, 'NotFound', 'ITC_ITERABLE_NOT_FOUND', 'Iterable does not know what was asked for: why.'],
    [400, 'BadParams', 'ITC_ITERABLE_REJECTED', 'Iterable refused the request: why.'],
    [499, null, 'ITC_ITERABLE_REJECTED', 'Iterable refused the request: why.'],
  ])('HTTP %d with the code %s is %s, with the words of Iterable.', (status, code, expected, message) => {
    const error = decodeError(status, refusal(code, 'why. \n'));
    expect(error).toMatchObject({ code: expected, message });
    expect(error.details).toEqual({ status, ...(code === null ? {} : { iterableCode: code }) });
  });

  test('A refusal without words ends with a full stop, and one with words names nobody.', () => {
    expect(decodeError(403, refusal(null)).message).toBe('The API key may not do this.');
    expect(decodeError(400, refusal('BadParams', 'unknown ada@example.com')).message).toBe(
      'Iterable refused the request: unknown a***@example.com.',
    );
    expect(decodeError(400, refusal('BadParams', 'a. b')).message).toBe('Iterable refused the request: a. b.');
  });

  test.each([
    [{ apiKeyType: 'Mobile' }, 'This is a key of the type Mobile; use an active server-side key.'],
    [{ apiKeyType: 'my server' }, 'This is a key of the type my server; use an active server-side key.'],
    [{ apiKeyType: 'Not Standard' }, 'This is a key of the type Not Standard; use an active server-side key.'],
    [{ apiKeyType: 'ServerSide2' }, 'This is a key of the type ServerSide2; use an active server-side key.'],
  ])('A key with %j is refused for its type, also with HTTP 400.', (params, hint) => {
    for (const status of [400, 401]) {
      expect(decodeError(status, refusal('BadApiKey', '', params))).toMatchObject({
        code: 'ITC_ITERABLE_KEY_REJECTED',
        hint,
      });
    }
    expect(decodeError(409, refusal('BadApiKey', '', params)).code).toBe('ITC_ITERABLE_REJECTED');
  });

  test.each(['ServerSide', 'server-side', 'Standard'])(
    'A key of the type %s is of the right one, so it lacks the right.',
    (apiKeyType) => {
      expect(decodeError(401, refusal('BadApiKey', '', { apiKeyType })).hint).toBe(
        'The key exists but is disabled or lacks the right: use an active server-side key with the permission for this call.',
      );
      expect(decodeError(400, refusal('BadApiKey', '', { apiKeyType })).code).toBe('ITC_ITERABLE_REJECTED');
    },
  );

  test.each([[7], ['<script>'], ['x'.repeat(41)], [''], ['Mobile!'], ['!Mobile']])(
    'A type of key such as %j is not believed.',
    (apiKeyType) => {
      expect(decodeError(400, refusal('BadApiKey', '', { apiKeyType })).code).toBe('ITC_ITERABLE_REJECTED');
      expect(decodeError(401, refusal('BadApiKey', '', { apiKeyType })).hint).toBe(
        decodeError(401, refusal('BadApiKey')).hint,
      );
    },
  );

  test.each([
    ['InvalidEmailAddressError', /email address that the step maps/],
    ['InvalidUserIdError', /at most 52 printable characters/],
    ['UnknownEmailError', /Create the user first, or check the address/],
    ['UnknownUserIdError', /Create the user first, or check the user ID/],
    ['EmailAlreadyExists', /this address: merge/],
    ['UserIdAlreadyExists', /this user ID: merge/],
    ['UniqueFieldsLimitExceeded', /number of different fields/],
    ['ExternalKeyConflict', /two different users: send one of them/],
    ['ForbiddenParamsError', /may not use one of these parameters/],
  ])('The code %s leads to its next step.', (code, hint) => {
    expect(decodeError(400, refusal(code)).hint).toMatch(hint);
  });

  test.each([
    ['Invalid campaignId: 7', {}, /campaign of this project that is running/],
    ['invalidcampaignid', {}, /campaign of this project that is running/],
    ['invalid campaign id', {}, /campaign of this project that is running/],
    ['no', { campaignId: 7 }, /campaign of this project that is running/],
    ['Campaign is Not a triggered campaign', {}, /Choose an API-triggered campaign/],
    ['List 7 is invalid', {}, /Choose a static list/],
    ['the list does not exist', {}, /Choose a static list/],
    ['Either Email or userId must be given', {}, /Map the email or the user ID/],
  ])('Where Iterable says %j the hint says what to choose.', (message, params, hint) => {
    expect(decodeError(400, refusal('BadParams', message, params)).hint).toMatch(hint);
  });

  test('A code that is the name of something else leads to no step.', () => {
    for (const code of ['toString', 'constructor', '__proto__']) {
      expect(decodeError(400, refusal(code)).hint).toBe(decodeError(400, refusal('BadParams')).hint);
    }
  });

  test.each(['the list is full', 'the field is invalid', 'no such place'])(
    'Words such as %j lead to no guess.',
    (message) => {
      const { hint } = decodeError(400, refusal('BadParams', message));
      expect(hint).not.toMatch(/Choose|Map the email/);
      expect(hint).toBe(decodeError(400, refusal('BadParams')).hint);
    },
  );

  test('A body that could not be read is told by its places, never by its text.', () => {
    const said = '{"email":"ada@example.com"} Authorization: k';
    const error = decodeError(400, refusal('BadJsonBody', said, { 'obj.email': [], obj: [], 'user.obj.x': [] }));
    expect(error.toJSON()).toMatchObject({
      code: 'ITC_ITERABLE_REJECTED',
      message: 'Iterable could not read the request body at `email`, `user.obj.x`.',
      hint: 'Correct the type of the value at this place.',
      details: { status: 400, iterableCode: 'BadJsonBody', path: 'email' },
    });
    const bare = decodeError(400, refusal('BadJsonBody', said));
    expect(bare.message).toBe('Iterable could not read the request body.');
    expect(bare.details).toEqual({ status: 400, iterableCode: 'BadJsonBody' });
    expect(decodeError(500, refusal('BadJsonBody', said)).message).toBe(
      'Iterable answered with HTTP 500: invalid JSON body.',
    );
  });

  test('A type mismatch leads to the mapping and tells no value.', () => {
    const found = { expectedType: 'long', incomingTypes: [], offendingValue: 'secret' };
    const error = decodeError(
      400,
      refusal('RequestFieldsTypesMismatched', '', { validationErrors: { age: found, 'seen:::at': found } }),
    );
    expect(error.toJSON()).toMatchObject({
      code: 'ITC_ITERABLE_TYPE_MISMATCH',
      message:
        '`age` is long in Iterable, and another type was sent; `at` of the event seen is long in Iterable, and another type was sent.',
      hint: expect.stringContaining('Convert the value to the expected type in the mapping'),
    });
    expect(error.details).toEqual({
      status: 400,
      iterableCode: 'RequestFieldsTypesMismatched',
      path: 'dataFields.age',
      fields: [
        { field: 'age', expected: 'long', incoming: [] },
        { field: 'at', eventName: 'seen', expected: 'long', incoming: [] },
      ],
    });
    expect(decodeError(400, refusal('RequestFieldsTypesMismatched', 'userId 12345 differs'))).toMatchObject({
      code: 'ITC_ITERABLE_TYPE_MISMATCH',
      message: 'A field has another type than before: userId *** differs',
    });
  });
});
