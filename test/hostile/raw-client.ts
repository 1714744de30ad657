import { connect, type Socket } from 'node:net';

/** What came back for one request; status 0 = the socket was closed without an answer. */
export interface RawAnswer {
  status: number;
  ms: number;
  body: string;
  /** seconds of the Retry-After header; null = it has none */
  retryAfter: number | null;
}

const hangMs = 10_000;

/** One socket that is kept open as long as the server keeps it, and speaks bytes: a library would refuse to send what is tested here. */
export class RawClient {
  readonly #port: number;
  #socket: Socket | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  async send(request: Buffer): Promise<RawAnswer> {
    const started = performance.now();
    const isHead = request.subarray(0, 5).toString('latin1') === 'HEAD ';
    const socket = this.#socket ?? (await this.#open());
    return new Promise((resolve) => {
      let text = '';
      const finish = (answer: Omit<RawAnswer, 'ms'>, isOpen: boolean): void => {
        clearTimeout(timer);
        socket.off('data', hear).off('close', closed).off('error', closed);
        if (!isOpen) {
          socket.destroy();
          this.#socket = null;
        }
        resolve({ ...answer, ms: performance.now() - started });
      };
      const hear = (chunk: Buffer): void => {
        text += chunk.toString('latin1');
        const answer = readAnswer(text, isHead);
        if (answer !== null) finish(answer, !answer.isLast);
      };
      const closed = (): void => {
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
        finish({ status, body: text.split('\r\n\r\n')[1] ?? '', retryAfter: null }, false);
      };
      const timer = setTimeout(() => finish({ status: -1, body: 'no answer', retryAfter: null }, false), hangMs);
      socket.on('data', hear).on('close', closed).on('error', closed);
      socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#port, '127.0.0.1', () => {
        socket.off('error', reject).on('error', () => undefined);
        socket.once('close', () => {
          if (this.#socket === socket) this.#socket = null;
        });
        this.#socket = socket;
        resolve(socket);
      }).once('error', reject);
    });
  }
}

function readAnswer(text: string, isHead: boolean): (Omit<RawAnswer, 'ms'> & { isLast: boolean }) | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const head = text.slice(0, end);
  const status = Number(head.slice(9, 12));
  // an interim answer comes before the real one
  if (status === 100) return readAnswer(text.slice(end + 4), isHead);
  const body = text.slice(end + 4);
  const wait = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
  const answer = {
    status,
    body,
    isLast: /\r\nconnection: close/i.test(head),
    retryAfter: wait === undefined ? null : Number(wait),
  };
  if (isHead || status === 204 || status === 304) return answer;
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return body.endsWith('0\r\n\r\n') ? answer : null;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return body.length >= length ? answer : null;
}
