import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy on loopback that can stop passing anything on without closing a connection, as a network that is cut. */
export class FaultProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  /** @param pick the port that a new connection goes to; null = it is refused */
  constructor(pick: () => number | null) {
    this.server = createServer((near) => {
      const port = pick();
      if (port === null) {
        near.destroy();
        return;
      }
      const far = connect(port, '127.0.0.1');
      this.join(near, far);
      this.join(far, near);
    });
  }

  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (bytes) => {
      // what a cut network swallowed never arrives
      if (!this.isCut) to.write(bytes);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on nothing comes through, and nobody is told. */
  cut(): void {
    this.isCut = true;
  }

  /** New connections come through again; those of before are broken. */
  heal(): void {
    for (const socket of this.sockets) socket.destroy();
    this.isCut = false;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}
