import { ConnectorError } from '../../errors/connector-error.ts';
import { SampleStream, type Shape } from '../../schemas/index.ts';

const maxBytes = 25_000_000;
const maxFiles = 20;
const keepMs = 3_600_000;

/** How far a file of samples is read. */
export interface SampleFile {
  id: string;
  bytes: number;
  samples: number;
}

interface Reading {
  stream: SampleStream;
  bytes: number;
  isBusy: boolean;
  isFinished: boolean;
  usedAt: number;
}

/**
 * Files of samples that arrive in parts, read as they arrive: only their shapes are kept, in memory, for an hour after their last use.
 * A top-level list counts as a list of samples.
 */
export class SampleFiles {
  private readonly files = new Map<string, Reading>();
  private readonly now: () => number;

  constructor({ now }: { now: () => number }) {
    this.now = now;
  }

  /**
   * Reads the next part; the first one, at offset 0, makes the file.
   * @throws ConnectorError ITC_SAMPLE_SYNTAX (line and column in the file), ITC_SAMPLE_TOO_LARGE, ITC_SAMPLE_FILE_UNKNOWN, ITC_REQUEST_INVALID
   */
  async append(
    id: string,
    { offset, isLast }: { offset: number; isLast: boolean },
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<SampleFile> {
    const file = offset === 0 ? this.open(id) : this.find(id);
    if (file.isBusy || file.isFinished || file.bytes !== offset) {
      throw new ConnectorError(
        'ITC_REQUEST_INVALID',
        `query.offset: the file goes on at ${file.bytes}, found ${offset}.`,
      );
    }
    file.isBusy = true;
    try {
      for await (const chunk of bytes) {
        file.bytes += chunk.length;
        if (file.bytes > maxBytes) {
          throw new ConnectorError('ITC_SAMPLE_TOO_LARGE', `A file of samples has at most ${maxBytes / 1e6} MB.`);
        }
        file.stream.push(chunk);
      }
      if (isLast) file.stream.finish();
    } catch (error) {
      // a shape with half a sample in it is of no use
      this.files.delete(id);
      throw error;
    }
    file.isBusy = false;
    file.isFinished = isLast;
    file.usedAt = this.now();
    return { id, bytes: file.bytes, samples: file.stream.shape.samples };
  }

  /** The shape of a file that is read to its end. @throws ConnectorError ITC_SAMPLE_FILE_UNKNOWN */
  shapeOf(id: string): Shape {
    const file = this.find(id);
    if (!file.isFinished)
      throw new ConnectorError('ITC_SAMPLE_FILE_UNKNOWN', `The file ${id} has not arrived in full.`);
    file.usedAt = this.now();
    return file.stream.shape;
  }

  private open(id: string): Reading {
    this.forgetOld();
    const file: Reading = {
      stream: new SampleStream({ arraySamples: true, maxSampleBytes: maxBytes }),
      bytes: 0,
      isBusy: false,
      isFinished: false,
      usedAt: this.now(),
    };
    this.files.set(id, file);
    return file;
  }

  private find(id: string): Reading {
    this.forgetOld();
    const file = this.files.get(id);
    if (file === undefined) throw new ConnectorError('ITC_SAMPLE_FILE_UNKNOWN');
    return file;
  }

  private forgetOld(): void {
    const oldest = this.now() - keepMs;
    for (const [id, { usedAt }] of this.files) if (usedAt < oldest) this.files.delete(id);
    const idle = [...this.files].filter(([, { isBusy }]) => !isBusy).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [id] of idle.slice(0, Math.max(0, this.files.size - maxFiles + 1))) this.files.delete(id);
  }
}
