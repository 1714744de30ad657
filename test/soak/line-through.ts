/** The straight line nearest to the points, by least squares. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): { slope: number; start: number } {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const below = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  const slope = below === 0 ? 0 : above / below;
  return { slope, start: y - slope * x };
}
