import { bar, infererRows, ours } from './tools.ts';

interface Measured {
  input: string;
  tool: string;
  mbPerSecond: number;
  samplesPerSecond: number;
  /** speed against JSON.parse in the same process */
  ratio: number;
  peakMb: number;
}

/** One measurement, or the reason why there is none. */
export type Figure = Measured | { input: string; tool: string; reason: string };

export interface Figures {
  machine: string;
  versions: Record<string, string>;
  inputs: { title: string; samples: number; bytes: number }[];
  figures: Figure[];
}

function whole(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/**
 * Ratios to JSON.parse that were measured once, on other runs of like inputs: 1 payload, 1,000, 100,000. They stand for
 * tools that are not written for Node, and for a competitor that could not be run here.
 */
const earlier: Readonly<Record<string, readonly (number | undefined)[]>> = {
  'schema_analysis (Rust)': [0.15, 0.34],
  'jtd-infer (Rust)': [0.16, 0.07],
  'genson-rs (Rust)': [0.02, 0.08],
  'GenSON (Python)': [0.03, 0.1],
  'quicktype-core': [0.002, 0.05, 0.04],
  'genson-js': [0.16, 0.09, 0.06],
  'to-json-schema': [0.1, 0.1, 0.1],
  'generate-schema': [0.38, 0.4, 0.34],
  json_typegen: [0.02, 0.07, 0.08],
  DuckDB: [0.01, 0.25, 0.24],
};

const notes: ReadonlyMap<string, string> = new Map(
  infererRows('').flatMap(({ name, note }) => (note === undefined ? [] : [[name, `${name} (${note})`]])),
);

function faster(mine: number, ratio: number): string {
  return `${(mine / ratio).toFixed(1)} ×`;
}

function earlierRow(tool: string, input: number, mine: number, reason: string): [number, string] {
  const ratio = earlier[tool]?.[input];
  if (ratio === undefined) return [0, `| ${tool} | ${reason} | | | | |`];
  return [ratio, `| ${tool} | ${reason} | | ${String(ratio)} (earlier) | ${faster(mine, ratio)} | |`];
}

/** The figures as Markdown: one table per input, best ratio to JSON.parse first. */
export function figuresTable({ machine, versions, inputs, figures }: Figures): string {
  const tools = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const parts = [
    `Measured on ${machine}, with ${tools.join(', ')}. Speeds are per second of processor time (all threads), the best run ` +
      'of each; every tool has a process of its own, in which it takes turns with the bar.',
  ];
  for (const [i, { title, bytes }] of inputs.entries()) {
    const measured = figures.filter((figure) => figure.input === title);
    const mine = measured.find((figure): figure is Measured => figure.tool === ours && 'ratio' in figure)?.ratio ?? NaN;
    const absent = Object.keys(earlier).filter((name) => !measured.some(({ tool }) => tool === name));
    const rows = [
      ...measured.map((figure): [number, string] => {
        if ('reason' in figure) return earlierRow(figure.tool, i, mine, figure.reason);
        const { tool, mbPerSecond, samplesPerSecond, ratio, peakMb } = figure;
        const cells = [
          notes.get(tool) ?? tool,
          whole(mbPerSecond),
          whole(samplesPerSecond),
          ratio.toFixed(ratio < 0.1 ? 3 : 2),
        ];
        return [ratio, `| ${[...cells, faster(mine, ratio), whole(peakMb)].join(' | ')} |`];
      }),
      ...absent.filter((name) => earlier[name]?.[i] !== undefined).map((name) => earlierRow(name, i, mine, '')),
    ].sort(([a], [b]) => b - a);
    parts.push(
      `**${title}** (${(bytes / 1e6).toFixed(bytes < 1e5 ? 3 : 1)} MB)`,
      [
        `| tool | MB/s | samples/s | of ${bar} | \`${ours}\` is faster by | peak memory, MB |`,
        '| --- | ---: | ---: | ---: | ---: | ---: |',
        ...rows.map(([, row]) => row),
      ].join('\n'),
    );
  }
  return parts.join('\n\n');
}
