import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { freePort } from '../../test/server/server-process.ts';
import { onDemand } from '../on-demand.ts';
import { Child } from './child.ts';
import { node24, nodePath } from './node-24.ts';
import { trackedEvent, type Platform, type State, type Target } from './platform.ts';

const redPackage = onDemand('node-red');

const flow = ({ url, key }: Target): object[] => [
  { id: 'tab', type: 'tab', label: 'bench' },
  { id: 'in', z: 'tab', type: 'http in', url: '/bench', method: 'post', wires: [['answer', 'call']] },
  { id: 'answer', z: 'tab', type: 'function', func: 'msg.payload = { id: msg._msgid }; return msg;', wires: [['out']] },
  { id: 'out', z: 'tab', type: 'http response', statusCode: '200', headers: {}, wires: [] },
  {
    id: 'call',
    z: 'tab',
    type: 'function',
    func: `return { _msgid: msg._msgid, headers: { 'Api-Key': '${key}', 'content-type': 'application/json' }, payload: {
      email: msg.payload.email, eventName: '${trackedEvent}', dataFields: { messageId: msg.payload.dataFields.messageId, id: msg._msgid } } };`,
    wires: [['track']],
  },
  {
    id: 'track',
    z: 'tab',
    type: 'http request',
    method: 'POST',
    ret: 'txt',
    url: `${url}/api/events/track`,
    persist: true,
    wires: [[]],
  },
];

/** Node-RED: HTTP in, answered at once, HTTP request. It keeps nothing on disk. */
export function nodeRed(): Platform {
  let child: Child;
  let url = '';
  return {
    label: `Node-RED ${redPackage.version('node-red')} (keeps nothing)`,
    async open(folder, target) {
      node24.install();
      redPackage.install();
      const port = await freePort();
      writeFileSync(join(folder, 'flows.json'), JSON.stringify(flow(target)));
      writeFileSync(
        join(folder, 'settings.js'),
        `module.exports = { flowFile: 'flows.json', uiHost: '127.0.0.1', uiPort: ${String(port)}, telemetry: { enabled: false } };\n`,
      );
      url = `http://127.0.0.1:${String(port)}/bench`;
      child = new Child(
        [join(nodePath(), 'node'), join(redPackage.folder, 'node_modules/node-red/red.js'), '--userDir', folder],
        { PATH: process.env['PATH'] ?? '', HOME: folder },
        `http://127.0.0.1:${String(port)}/flows`,
        join(folder, 'node-red.log'),
      );
      await child.start();
    },
    hook: () => ({ url, headers: {} }),
    get pid() {
      return child.pid;
    },
    kill: () => child.kill(),
    restart: () => child.start(),
    states: (ids, arrived) =>
      Promise.resolve(
        ids.map((id): State => (arrived.has(id) ? { word: 'done', isOver: true } : { word: 'gone', isOver: false })),
      ),
  };
}
