/** A part of the code that inputs are looked for: `targets/<name>.ts` takes bytes, calls it and throws where a rule does not hold. */
export interface Area {
  /** what the figure says was tried */
  what: string;
  /** parts of paths of the code that guides: whatever makes new branches of it run is kept and varied further */
  guidedBy: readonly string[];
  /** its target gives a promise, and each input waits for it */
  isAsync?: true;
  /** longest input in bytes */
  maxLength: number;
  /** words that the inputs are put together of */
  words: readonly string[];
}

const json = ['{', '}', '[', ']', ':', ',', '"', '\\u', '\\ud800', 'true', 'false', 'null', '1e5', '-0', '__proto__'];

/** What `npm run test:guided -- <area>` looks through. */
export const areas: Record<string, Area> = {
  scanner: {
    what: 'texts on which scanner, parser, stream and JSON.parse disagree',
    guidedBy: ['/schemas/infer/'],
    maxLength: 512,
    words: [...json, '\n', '\r\n', '\ufeff', '9007199254740993', '2031-03-04 05:06:40 +00:00', "'", '//', '/*', 'None'],
  },
  inference: {
    what: 'sets of samples that their schema refuses, or that ajv and zod judge differently',
    guidedBy: ['/schemas/'],
    maxLength: 1_024,
    words: [...json, '\n', '2031-03-04', '12:30:00Z', 'ada@example.com', '192.0.2.1', '"id":', '"email":', '1.5'],
  },
  emitters: {
    what: 'JSON Schemas that make source code hold anything but declarations',
    guidedBy: ['/schemas/emit/', '/schemas/validate/'],
    isAsync: true,
    maxLength: 1_024,
    words: [
      ...json,
      ...'type properties required items enum const anyOf oneOf format pattern title description $ref'.split(' '),
      ...'tsType additionalProperties patternProperties minimum maximum examples string object array integer'.split(
        ' ',
      ),
      '*/',
      '`${',
    ],
  },
  mapping: {
    what: 'texts with pills that give no JSON, another value the second time, or an error without a code',
    guidedBy: ['/recipes/mapping/', '/recipes/condition.ts'],
    maxLength: 512,
    words: [
      ...'{{ }} | : , . [ ] clear null true trigger steps.profile event job items[0] tags total count at'.split(' '),
      ...'default upper lower trim truncate replace split join first last sort unique where map round add'.split(' '),
      ...'date_format add_days keys values get json parse_json length slice \\{{'.split(' '),
      '\n---\n',
      '"first name"',
      ...'constructor toString __proto__ valueOf'.split(' '),
    ],
  },
  recipes: {
    what: 'documents that are neither a recipe, the same when written and read again, nor refused by a code',
    guidedBy: ['/recipes/', '/node_modules/yaml/'],
    maxLength: 1_024,
    words: [
      ...'name: connection: trigger: use: with: steps: id: if: then: else: forEach: forEachPage: stop: respond:'.split(
        ' ',
      ),
      ...'left: op: right: equals in new_object new_workflow sandbox main note system journey eventName:'.split(' '),
      ...'{{ }} &a *a <<: !!str !!binary | > - ? % --- ... "\\x00" 0x1F 1e3 .inf .nan ~'.split(' '),
      '\n  ',
      '\n- ',
    ],
  },
  intake: {
    what: 'requests whose headers, address or body are read otherwise than Node and JSON.parse do, or let in without the secret',
    guidedBy: ['/connector/intake/', '/connector/security/', '/triggers/'],
    maxLength: 2_048,
    words: [
      ...json,
      ...'POST GET PUT /hooks/ /journeys/ /consent-webhook /v1/batch /v1/track eventName dataFields messageId'.split(
        ' ',
      ),
      ...'content-type: content-length: content-encoding: authorization: x-forwarded-for: x-itc-secret:'.split(' '),
      ...'range: peer: charset=utf-8 application/json +json application/x-www-form-urlencoded ::ffff: /24'.split(' '),
      'Basic ',
      'Bearer ',
      '\n\n',
    ],
  },
  rows: {
    what: 'CSV and JSON sources whose rows depend on where their bytes are cut, or that cannot be read on behind a row',
    guidedBy: ['/connector/bulk/', '/node_modules/csv-parse/'],
    isAsync: true,
    maxLength: 512,
    words: [...json, '\r\n', '\r', '\n', ';', '""', '\ufeff', ',,', 'email,id'],
  },
};
