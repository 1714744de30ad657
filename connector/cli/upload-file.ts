import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';
import { apiPath } from './api-client.ts';
import { CliFailure } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';
import { exitCodes } from './exit-codes.ts';

/** Parts are small enough to arrive in the ten seconds that the server gives a request, also over a slow line. */
const partBytes = 4 * 1024 * 1024;
const attempts = 4;

/** Sends a file, or stdin for `-`, to the server in parts; a part that is not answered is sent again. Answers its id. */
export async function uploadFile({ io, api, signal }: Tools, file: string): Promise<string> {
  let id: string | null = null;
  let sent = 0;
  const send = async (bytes: Uint8Array): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer: { file: string; bytes: number } =
          id === null
            ? await api.upload('/bulk/files', {}, bytes)
            : await api.upload(apiPath`/bulk/files/${id}`, { offset: sent }, bytes);
        id = answer.file;
        sent += bytes.length;
        return;
      } catch (error) {
        const isRefused = error instanceof CliFailure && error.exitCode !== exitCodes.temporary;
        const isOff = error instanceof ConnectorError && error.code === 'ITC_SERVER_UNREACHABLE';
        if (isRefused || !isOff || attempt === attempts) throw error;
        await io.sleep(500 * attempt, signal);
      }
    }
  };
  for await (const part of parts(bytesOf(io, file))) await send(part);
  if (id === null) await send(new Uint8Array());
  return id as unknown as string;
}

async function* bytesOf(io: Tools['io'], file: string): AsyncGenerator<Uint8Array> {
  if (file === '-') {
    if (io.stdinBytes !== undefined) yield* io.stdinBytes;
    else yield new TextEncoder().encode(await io.readStdin());
    return;
  }
  try {
    yield* createReadStream(resolve(io.cwd, file), { highWaterMark: partBytes }) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new ConnectorError('ITC_USAGE', `The file ${file} ${reason}.`, { hint: 'Check the path.', cause });
  }
}

async function* parts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    held.push(piece);
    length += piece.length;
    if (length < partBytes) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}
