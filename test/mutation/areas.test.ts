import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

import { areas, groups } from './areas.ts';

const root = new URL('../../', import.meta.url);
const isThere = (path: string): boolean => existsSync(new URL(path, root));

describe('the areas of mutation', () => {
  test.each(Object.entries(areas))('the area %s names modules and tests that are there, each once', (_, area) => {
    const files = [...area.mutate, ...area.tests];
    expect(files.filter((path) => !isThere(path))).toEqual([]);
    expect(new Set(files).size).toBe(files.length);
  });

  test('a module belongs to one area, so that no change to it counts twice in the figure of a group', () => {
    const modules = Object.values(areas).flatMap(({ mutate }) => mutate);
    expect(modules.filter((path, place) => modules.indexOf(path) !== place)).toEqual([]);
  });

  test.each(Object.entries(groups).filter(([, { folder }]) => folder !== null))(
    'the areas of %s cover every module of its folder',
    (_, group) => {
      const folder = group.folder ?? '';
      const covered = new Set(group.areas.flatMap((name) => areas[name]?.mutate ?? []));
      const modules = readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`);
      expect(modules.length).toBeGreaterThan(20);
      expect(modules.filter((path) => !covered.has(path))).toEqual([]);
    },
  );
});
