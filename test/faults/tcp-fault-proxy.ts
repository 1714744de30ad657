import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What the proxy does to the answer of one call; null lets it pass. */
export type AnswerFault =
  /** the connection is reset when so many bytes of the answer have passed */
  | { kind: 'reset'; afterBytes: number }
  /** the connection ends as if all had been said */
  | { kind: 'end'; afterBytes: number }
  /** nothing more comes, and the connection stays open */
  | { kind: 'halfOpen'; afterBytes: number }
  /** byte by byte, with a pause between */
  | { kind: 'slow'; pauseMs: number }
  /** these bytes in place of the answer, which the far side gave */
  | { kind: 'replace'; bytes: Buffer; thenEnd: boolean }
  /** the connection is reset when the call has been sent, of which the far side sees nothing */
  | { kind: 'refuse' };

/** A TCP proxy on loopback in front of one server, which breaks answers on their way back. */
export class TcpFaultProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** for every call from now on */
  fault: AnswerFault | null = null;
  /** told how many bytes of an answer came from the far side */
  onAnswer: ((bytes: number) => void) | undefined;

  constructor(farPort: number) {
    this.#server = createServer((near) => {
      const far = connect(farPort, '127.0.0.1');
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => this.#sockets.delete(socket));
      }
      near.on('data', (bytes) => {
        if (this.fault?.kind === 'refuse') near.resetAndDestroy();
        else far.write(bytes);
      });
      near.on('end', () => far.end());
      near.on('close', () => far.destroy());
      far.on('end', () => near.end());
      far.on('close', () => near.destroySoon());
      this.#answer(far, near);
    });
  }

  #answer(far: Socket, near: Socket): void {
    let passed = 0;
    let isOver = false;
    const passUpTo = (bytes: Buffer, most: number): boolean => {
      const part = bytes.subarray(0, Math.max(0, most - passed));
      passed += part.length;
      if (part.length > 0) near.write(part);
      return passed >= most;
    };
    far.on('data', (bytes: Buffer) => {
      const { fault } = this;
      this.onAnswer?.(bytes.length);
      if (isOver) return;
      if (fault === null || fault.kind === 'refuse') {
        near.write(bytes);
      } else if (fault.kind === 'replace') {
        isOver = true;
        near.write(fault.bytes, () => {
          if (fault.thenEnd) near.end();
        });
      } else if (fault.kind === 'slow') {
        void this.#drip(near, bytes, fault.pauseMs);
      } else if (passUpTo(bytes, fault.afterBytes)) {
        isOver = true;
        if (fault.kind === 'end') near.end();
        // what was written must leave before the reset, which would drop it
        if (fault.kind === 'reset') near.write('', () => setTimeout(() => near.resetAndDestroy(), 1));
      }
    });
  }

  async #drip(near: Socket, bytes: Buffer, pauseMs: number): Promise<void> {
    for (const byte of bytes) {
      if (near.destroyed) return;
      near.write(Buffer.of(byte));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Ends the connections that callers keep open for their next call. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.drop();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
