/** Times of one series, each with the class (0 or 1) of what was timed. */
export interface Timings {
  times: Float64Array;
  classes: Uint8Array;
}

export interface Difference {
  /** Welch's t of the crop that tells the classes apart best */
  t: number;
  /** mean of class 1 less that of class 0, in that crop; unit of the times */
  apart: number;
  /** times that this crop keeps */
  kept: number;
}

// as dudect has them: most lie near the top, where what else the machine does hides a difference
const crops = Array.from({ length: 20 }, (_, index) => 1 - 0.5 ** ((index + 1) / 2));

function welch({ times, classes }: Timings, below: number): Difference {
  const count = [0, 0];
  const mean = [0, 0];
  const squares = [0, 0];
  for (let index = 0; index < times.length; index += 1) {
    const time = times[index] as number;
    if (time > below) continue;
    const one = classes[index] as 0 | 1;
    const seen = (count[one] = (count[one] as number) + 1);
    const delta = time - (mean[one] as number);
    mean[one] = (mean[one] as number) + delta / seen;
    squares[one] = (squares[one] as number) + delta * (time - (mean[one] as number));
  }
  const [n = 0, m = 0] = count;
  const apart = (mean[1] as number) - (mean[0] as number);
  const error = Math.sqrt((squares[0] as number) / (n - 1) / n + (squares[1] as number) / (m - 1) / m);
  return { t: n < 2 || m < 2 || error === 0 ? 0 : apart / error, apart, kept: n + m };
}

/** The largest |t| of all times and of twenty crops that leave the slowest ones out, one after the other. */
export function largestDifference(timings: Timings): Difference {
  const sorted = timings.times.toSorted();
  const bounds = [Infinity, ...crops.map((share) => sorted[Math.ceil(share * (sorted.length - 1))] as number)];
  const all = bounds.map((below) => welch(timings, below));
  return all.reduce((worst, next) => (Math.abs(next.t) > Math.abs(worst.t) ? next : worst));
}
