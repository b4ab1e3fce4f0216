/** Where the parts of a chart stand that is `wide` pixels wide: as wide as there is room for. */
export const HIGH = 240;
export const EDGE = { start: 56, end: 12, top: 12, bottom: 28 } as const;

/** Round marks of an axis from 0 to at least `most`: about four of them, whole numbers. */
export function marks(most: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough && Number.isInteger(each)) ?? 10 * power);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

/** Which of `count` periods are named below the axis, so that at most `most` names stand there. */
export function named(count: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}

/** The middle of a period on the axis; time goes the way the page is read. */
export function across(index: number, count: number, wide: number, mirrored: boolean): number {
  const room = wide - EDGE.start - EDGE.end;
  const at = EDGE.start + (room * (index + 0.5)) / count;
  return mirrored ? wide - at : at;
}

/** How high a value stands. */
export function up(value: number, most: number): number {
  const room = HIGH - EDGE.top - EDGE.bottom;
  return HIGH - EDGE.bottom - (most === 0 ? 0 : (room * value) / most);
}

/** A line through all values. */
export function line(values: readonly number[], most: number, wide: number, mirrored: boolean): string {
  return values.map((each, index) => `${index === 0 ? 'M' : 'L'}${across(index, values.length, wide, mirrored).toFixed(1)} ${up(each, most).toFixed(1)}`).join('');
}

/** How wide each of `series` bars is that stand beside one another in a period. */
export function barWidth(count: number, series: number, wide: number): number {
  return Math.min(36, (0.72 * (wide - EDGE.start - EDGE.end)) / count / series);
}

/** By how much a figure changed, as a part of what it was; null where there was nothing to compare with. */
export function change(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}
