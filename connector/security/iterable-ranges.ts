import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { addressRanges, type AddressRanges } from './source-allowlist.ts';

type Region = 'us' | 'eu';
const regions: readonly Region[] = ['us', 'eu'];
/** The label of the addresses that send webhooks (support.iterable.com, article 45758621331732). */
const webhookLabel = 'webhooks';
const refreshMs = 60 * 60 * 1_000;
const settingOf = (region: Region): string => `sources.${region}`;

/** The addresses that Iterable sends webhooks from, by data centre, where a file of them is set. */
export interface IterableRanges {
  /** null = no file is set, or none could be read yet: then nobody counts as Iterable */
  of(region: Region): AddressRanges | null;
  /** reads the files again; a file that cannot be read leaves what was known */
  refresh(): Promise<void>;
  stop(): void;
}

export interface IterableRangesParts {
  /** address or path of the file by region */
  files: Partial<Record<Region, string>>;
  read: (file: string) => Promise<string>;
  store: Pick<Store, 'getSetting' | 'putSetting'>;
  log: Pick<Log, 'info' | 'warn'>;
}

/**
 * All ranges that a file gives for a label. Iterable's layout is not documented where we could read it, so both usual ones are taken:
 * the label as a key above the addresses, and the label as a value beside them.
 */
export function rangesLabelled(file: Json, label: string): string[] {
  const found = new Set<string>();
  const addAll = (value: Json | undefined): void => {
    if (typeof value === 'string' && isRange(value)) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(addAll);
  };
  const isLabel = (value: Json | undefined): boolean =>
    typeof value === 'string' ? value.toLowerCase() === label : Array.isArray(value) && value.some(isLabel);
  const visit = (value: Json | undefined, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 10) return;
    if (!Array.isArray(value) && Object.values(value).some(isLabel)) addAll(value);
    for (const [key, item] of Object.entries(value)) {
      if (key.toLowerCase() === label) addAll(item);
      visit(item, depth + 1);
    }
  };
  visit(file, 0);
  return [...found];
}

function isRange(text: string): boolean {
  try {
    return !addressRanges([text]).isEmpty;
  } catch {
    return false;
  }
}

/** Loads what was known at the last run, then the files, and again every hour. */
export async function createIterableRanges({ files, read, store, log }: IterableRangesParts): Promise<IterableRanges> {
  const known = new Map<Region, AddressRanges>();
  for (const region of regions) {
    const kept = files[region] === undefined ? null : await store.getSetting(settingOf(region));
    if (kept !== null) known.set(region, addressRanges(JSON.parse(kept) as string[]));
  }
  const load = async (region: Region, file: string): Promise<void> => {
    const ranges = rangesLabelled(JSON.parse(await read(file)) as Json, webhookLabel);
    // an emptied or cut file must not lock Iterable out
    if (ranges.length === 0) throw new ConnectorError('ITC_SOURCE_RANGES');
    const text = JSON.stringify(ranges.sort());
    if (text === (await store.getSetting(settingOf(region)))) return;
    await store.putSetting(settingOf(region), text);
    known.set(region, addressRanges(ranges));
    log.info('the addresses of Iterable have changed', { route: region, count: ranges.length });
  };
  const refresh = async (): Promise<void> => {
    for (const region of regions) {
      const file = files[region];
      if (file === undefined) continue;
      await load(region, file).catch((error: unknown) =>
        log.warn('the addresses of Iterable could not be read; those known before stay', { route: region, error }),
      );
    }
  };
  await refresh();
  const timer = setInterval(() => void refresh(), refreshMs).unref();
  return { of: (region) => known.get(region) ?? null, refresh, stop: () => clearInterval(timer) };
}
