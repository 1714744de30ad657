import { StringDecoder } from 'node:string_decoder';

/** Lines of UTF-8 text. Unlike node:readline it throws when the stream breaks off. */
export async function* readLines(input: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line;
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
