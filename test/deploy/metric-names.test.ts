import { readFileSync, readdirSync } from 'node:fs';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { createMetrics } from '../../connector/metrics/metrics.ts';
import { noJobs } from '../../connector/store/sqlite/job-read.ts';

const folder = (name: string): URL => new URL(`../../deploy/${name}/`, import.meta.url);
const textsIn = (name: string): [string, string][] =>
  readdirSync(folder(name)).map((file) => [`${name}/${file}`, readFileSync(new URL(file, folder(name)), 'utf8')]);

interface Rule {
  alert: string;
  expr: string;
  annotations: { page: string };
}
const rules = (): Rule[] =>
  textsIn('prometheus').flatMap(([, text]) =>
    (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules),
  );

/** name -> labels of what the process exports */
let exported: Map<string, Set<string>>;
beforeAll(async () => {
  const metrics = createMetrics({
    store: { countJobs: () => Promise.resolve(noJobs), oldestQueuedAt: () => Promise.resolve(null) },
    now: () => 0,
    version: '0.0.0',
  });
  metrics.webhook('kept', 0.001);
  metrics.step({ effect: 'read', to: 'iterable', outcome: 'success' }, 0.001);
  exported = new Map();
  for (const line of (await metrics.text()).split('\n')) {
    const found = /^([a-z_]\w*)(?:\{(.*)\})? /.exec(line);
    if (found === null) continue;
    const labels = [...(found[2] ?? '').matchAll(/(\w+)="/g)].map((label) => label[1] ?? '');
    exported.set(found[1] ?? '', new Set([...(exported.get(found[1] ?? '') ?? []), ...labels]));
  }
});

const named = (text: string): string[] => [...new Set(text.match(/\b(?:itc|nodejs|process)_\w+/g))];

describe('what is shown and alerted on is what the process exports', () => {
  test.each([...textsIn('grafana'), ...textsIn('prometheus')])(
    'every metric named in %s is exported',
    (_file, text) => {
      const names = named(text);
      expect(names.length).toBeGreaterThan(5);
      expect(names.filter((name) => !exported.has(name))).toEqual([]);
    },
  );

  test.each([...textsIn('grafana'), ...textsIn('prometheus')])(
    'every label that %s selects by belongs to its metric',
    (_file, text) => {
      const selectors = [...text.replaceAll('\\"', '"').matchAll(/\b((?:itc|nodejs|process)_\w+)\{([^}]*)\}/g)];
      const wrong = selectors.flatMap(([, metric = '', inner = '']) =>
        [...inner.matchAll(/(\w+)\s*(?:=~|!=|=)/g)]
          .map((label) => label[1] ?? '')
          // given by Prometheus itself
          .filter((label) => label !== 'job' && exported.get(metric)?.has(label) !== true)
          .map((label) => `${metric}{${label}}`),
      );
      expect(wrong).toEqual([]);
    },
  );

  test('every alert has a heading in docs/operating.md that tells what to do', () => {
    const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map((heading) =>
      (heading[1] ?? '')
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(rules().length).toBeGreaterThan(5);
    for (const { alert, annotations } of rules())
      expect([alert, anchors]).toEqual([alert, expect.arrayContaining([annotations.page])]);
  });
});
