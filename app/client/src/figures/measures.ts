/** What of lending is counted, and its value in a set of counts. */
import type { ResultOf } from '../api/graphql';
import type { FIGURES } from '../api/figures';

export type Figures = ResultOf<typeof FIGURES>['figures'];
export type Lending = NonNullable<Figures['lending']>;
export type Collection = NonNullable<Figures['collection']>;
export type Counts = Lending['total'];
export const MEASURES = ['loans', 'returns', 'renewals', 'requests', 'uses', 'fees'] as const;
export type Measure = (typeof MEASURES)[number];

/** How much: of fees, what was taken in `currency`, in its own unit. */
export function valueOf(counts: Counts, measure: Measure, currency: string): number {
  if (measure !== 'fees') return counts[measure];
  return Number(counts.feesTaken.find((each) => each.currency === currency)?.amount ?? 0);
}

/** The currency most fees were taken in; empty where none were. */
export function currencyOf(lending: Lending): string {
  const found = [...lending.total.feesTaken, ...lending.before.feesTaken];
  return found.toSorted((one, other) => Number(other.amount) - Number(one.amount))[0]?.currency ?? '';
}

/** Rows of one table: a name and a value for each column. */
export interface Row {
  key: string;
  name: string;
  values: number[];
}
