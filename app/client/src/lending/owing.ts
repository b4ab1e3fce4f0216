/** What a library owes to others: the months of it, a statement of one, and what it comes to. No framework in here. */

export interface Money {
  amount: string;
  currency: string;
}
export interface Charge {
  type: string;
  /** The day in the library's own time zone. */
  day: string;
  amount: Money;
  remaining: Money;
  partner: { id: string; name: string } | null;
  request: { title: string | null } | null;
}

/** Whether something of it is left to pay. */
export function isOwed({ remaining }: Pick<Charge, 'remaining'>): boolean {
  return Number(remaining.amount) > 0;
}

/** The months in which something was charged, the latest first: `2026-03`. */
export function months(charges: readonly Charge[]): string[] {
  return [...new Set(charges.map((each) => each.day.slice(0, 7)))].sort().reverse();
}

/** What was charged in a month, or ever (an empty one), by one library or all. */
export function chosen<T extends Charge>(charges: readonly T[], month: string, partner: string): T[] {
  return charges.filter((each) => each.day.startsWith(month) && (partner === '' || each.partner?.id === partner));
}

/** Whether all of a month, or of ever (an empty one), is among the latest charges, of which there may be more. */
export function isWhole(charges: readonly Pick<Charge, 'day'>[], month: string, hasMore: boolean): boolean {
  const earliest = charges.at(-1);
  return !hasMore || (month !== '' && earliest !== undefined && earliest.day.slice(0, 7) < month);
}

/** What is left to pay, one sum for each currency. Amounts are added in the smallest unit that they are written in. */
export function left(charges: readonly Pick<Charge, 'remaining'>[]): Money[] {
  const sums = new Map<string, { units: number; places: number }>();
  for (const { remaining } of charges.filter(isOwed)) {
    const places = (remaining.amount.split('.')[1] ?? '').length;
    const units = (sums.get(remaining.currency)?.units ?? 0) + Math.round(Number(remaining.amount) * 10 ** places);
    sums.set(remaining.currency, { units, places });
  }
  return [...sums].map(([currency, { units, places }]) => ({ amount: (units / 10 ** places).toFixed(places), currency }));
}
