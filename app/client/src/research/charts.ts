/** A chart of a column of names and a column of numbers: what is drawn, and where. Nothing here knows the screen. */
import type { Table } from './answers';
import { isNumeric, numberOf } from './tables';

export interface Datum {
  label: string;
  value: number;
}
export const MOST_BARS = 40;
export const MOST_POINTS = 400;

/** Which columns a chart begins with: the last that holds numbers, and the first other one; null where there is none. */
export function chartColumns(table: Table): { label: number; value: number } | null {
  const value = table.columns.findLastIndex((_, at) => isNumeric(table, at));
  const label = table.columns.findIndex((_, at) => at !== value);
  return value < 0 || label < 0 ? null : { label, value };
}

/** Whether the names are themselves in order, such as years: those are a line. */
export function isSeries(table: Table, label: number): boolean {
  return table.rows.length > 2 && isNumeric(table, label);
}

export function dataOf(table: Table, label: number, value: number, most: number): Datum[] {
  const found = table.rows.flatMap((row) => {
    const number = numberOf(row[value]);
    return number === null ? [] : [{ label: row[label]?.value ?? '–', value: number }];
  });
  return found.slice(0, most);
}

/** Round steps from 0 (or below) to the largest value, about `wanted` of them. */
export function ticks(values: readonly number[], wanted = 4): number[] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  if (low === high) return [0, 1];
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough)!;
  const first = Math.floor(low / step);
  const count = Math.ceil(high / step) - first;
  return Array.from({ length: count + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Where a value lies between two ends, in a length. */
export function scaled(value: number, [from, to]: readonly [number, number], length: number): number {
  return to === from ? 0 : ((value - from) / (to - from)) * length;
}

/** The points of a line in a box; names that are numbers lie at their value. */
export function points(data: readonly Datum[], steps: readonly number[], width: number, height: number): { x: number; y: number }[] {
  const places = data.map((each) => Number(each.label));
  const isOrdered = places.every(Number.isFinite);
  const at = isOrdered ? places : data.map((_, index) => index);
  const ends = [Math.min(...at), Math.max(...at)] as const;
  const span = [steps[0]!, steps.at(-1)!] as const;
  return data.map((each, index) => ({ x: scaled(at[index]!, ends, width), y: height - scaled(each.value, span, height) }));
}

/** Which of the points can carry a text without running into the one before: far enough from it. */
export function spaced(places: readonly { x: number }[], apart: number): Set<number> {
  const found = new Set<number>();
  let last = -Infinity;
  places.forEach(({ x }, at) => {
    if (x - last < apart) return;
    found.add(at);
    last = x;
  });
  return found;
}

export function shortened(text: string, most: number): string {
  const signs = [...text];
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : text;
}
