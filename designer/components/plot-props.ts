/** One line or stack of a plot. */
export interface PlotSeries {
  key: string;
  label: string;
  /** colour of the theme with its shade, such as `red.6` */
  color: string;
}

/** Values of one bucket; null = nothing to tell. */
export type PlotPoint = { at: string } & Record<string, number | null | string>;

export interface PlotProps {
  /** names the plot: "Jobs by status" */
  label: string;
  kind: 'bars' | 'lines';
  points: PlotPoint[];
  series: PlotSeries[];
  /** numbers with their unit */
  format: (value: number) => string;
  height?: number;
  /** a bucket was chosen, by click or from the table */
  onChoose?: (at: string) => void;
  /** the finding in one sentence, for those who do not see the plot */
  summary: string;
}
