import { connect } from 'node:net';

const chunk = `1000\r\n${'x'.repeat(4_096)}\r\n`;
/** 10 MB: far more than the buffers between the two ends hold */
const maxChunks = 2_500;

/** Posts a body that does not end: what was answered, and whether the server cut it off within `maxChunks`. */
export async function sendEndlessBody(port: number, path: string): Promise<{ answer: string; wasCut: boolean }> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  let chunks = 0;
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  const closed = new Promise((resolve) => socket.on('error', () => undefined).on('close', resolve));
  const more = (): void => {
    chunks += 1;
    if (chunks > maxChunks) socket.destroy();
    else socket.write(chunk, (error) => (error ? undefined : setImmediate(more)));
  };
  socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n`);
  more();
  await closed;
  return { answer, wasCut: chunks <= maxChunks };
}
