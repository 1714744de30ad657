import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { eventBody } from '../../bench/http-load.ts';
import { RawClient } from '../hostile/raw-client.ts';
import type { Answer } from './answers.ts';

/** A constant rate for some time. */
export interface Phase {
  perSecond: number;
  seconds: number;
  /** more than a sender may be able to give: what is not sent when the phase is over is left out. Anything else is sent late, and its answer counts as late */
  isBurst?: boolean;
}

/** Webhooks that leave by the clock and not by the answers to those before. */
export interface Traffic {
  url: string;
  secret: string;
  phases: readonly Phase[];
  /** told apart from the events of other traffic by this, of letters and digits */
  mark: string;
  /** default 500 */
  mostSockets?: number;
}

export interface Sent {
  answers: Answer[];
  /** of each phase: when it began, in milliseconds since the epoch, how many were to be sent and how many were */
  phases: { from: number; due: number; sent: number }[];
}

const numberWidth = 9;

async function send({ url, secret, phases, mark, mostSockets = 500 }: Traffic): Promise<Sent> {
  const { port, pathname, host } = new URL(url);
  const [before = '', after = ''] = eventBody('emailClick').split('[<id>]');
  const length = Buffer.byteLength(before + after) + mark.length + numberWidth;
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\nx-itc-secret: ${secret}\r\ncontent-length: ${String(length)}\r\n\r\n`;

  const answers: Answer[] = [];
  // the one used last is used next: one that lies idle is closed by the server, and a call must not meet that
  const idle: RawClient[] = [];
  let clients = 0;
  // when each call is due; those before `sent` have left
  const due: number[] = [];
  let sent = 0;

  const sendOne = async (client: RawClient, n: number): Promise<void> => {
    const at = due[n] as number;
    const body = `${before}${mark}${String(n).padStart(numberWidth, '0')}${after}`;
    const answer = await client.send(Buffer.from(head + body)).catch(() => null);
    answers.push({
      at: performance.timeOrigin + at,
      ms: performance.now() - at,
      status: answer?.status ?? 'refused',
      retryAfter: answer?.retryAfter ?? null,
      id: answer?.status === 200 ? (/"id":"([^"]+)"/.exec(answer.body)?.[1] ?? null) : null,
    });
    idle.push(client);
  };
  const nextClient = (): RawClient | undefined => {
    if (idle.length > 0 || clients >= mostSockets) return idle.pop();
    clients += 1;
    return new RawClient(Number(port));
  };
  const sendDue = (): void => {
    for (; sent < due.length; sent += 1) {
      const client = nextClient();
      if (client === undefined) return;
      void sendOne(client, sent);
    }
  };

  process.send?.('began');
  const report: Sent['phases'] = [];
  let began = performance.now();
  for (const { perSecond, seconds, isBurst = false } of phases) {
    const [first, wanted, until] = [due.length, Math.round(perSecond * seconds), began + seconds * 1_000];
    for (;;) {
      const now = performance.now();
      // at the end by the number wanted: the share of the time passed is rounded and may leave the last one out
      const upTo = first + (now >= until ? wanted : Math.floor(((now - began) / 1_000) * perSecond));
      while (due.length < upTo) due.push(began + ((due.length - first) * 1_000) / perSecond);
      sendDue();
      if (now >= until) break;
      await sleep(1);
    }
    if (isBurst) due.length = sent;
    report.push({ from: performance.timeOrigin + began, due: wanted, sent: due.length - first });
    began = until;
  }
  while (answers.length < due.length) {
    sendDue();
    await sleep(1);
  }
  for (const client of idle) client.close();
  return { answers, phases: report };
}

/** Sends from a process of its own, so that neither the server nor who watches it delays what is to be sent. `onBegin` is told when it begins. */
export async function sendAtRate(traffic: Traffic, onBegin: () => void = () => undefined): Promise<Sent> {
  const loader = new URL('../../bench/plain-types.js', import.meta.url).href;
  const file = join(tmpdir(), `itc-load-${String(process.pid)}-${traffic.mark}.json`);
  const child = fork(fileURLToPath(import.meta.url), [file, JSON.stringify(traffic)], {
    execArgv: ['--import', loader],
  });
  child.once('message', onBegin);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the sender ended with ${String(code)}`);
  const sent = JSON.parse(readFileSync(file, 'utf8')) as Sent;
  rmSync(file);
  return sent;
}

/** Traffic that has begun when this resolves. */
export async function beginSending(traffic: Traffic): Promise<{ sent: Promise<Sent> }> {
  let sent: Promise<Sent> | undefined;
  const begun = new Promise<void>((resolve) => {
    sent = sendAtRate(traffic, resolve);
  });
  // a sender that ends before it begins must not be waited for
  await Promise.race([begun, sent]);
  return { sent: sent as Promise<Sent> };
}

const [, entry, file = '', traffic = ''] = process.argv;
if (entry !== undefined && import.meta.url === pathToFileURL(entry).href) {
  writeFileSync(file, JSON.stringify(await send(JSON.parse(traffic) as Traffic)));
  process.disconnect();
}
