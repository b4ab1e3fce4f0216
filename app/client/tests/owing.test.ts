/** What a library owes to others: by month, by library, in each currency. */
import { expect, test } from 'vitest';
import { chosen, isWhole, left, months, type Charge } from '../src/lending/owing';

const charge = (day: string, partner: string, remaining: string, currency = 'EUR'): Charge => ({
  type: 'LENDING', day, amount: { amount: '2.00', currency }, remaining: { amount: remaining, currency }, partner: { id: partner, name: partner }, request: null,
});
const charges = [charge('2026-03-30', 'a', '0.10'), charge('2026-03-02', 'b', '0.20'), charge('2026-02-01', 'a', '150', 'JPY'), charge('2026-02-01', 'a', '0.00')];

test('a statement is of one month and one library, or of all', () => {
  expect(months(charges)).toEqual(['2026-03', '2026-02']);
  expect(chosen(charges, '2026-03', 'a')).toEqual([charges[0]]);
  expect(chosen(charges, '', '')).toEqual(charges);
});

test('a month is whole once something earlier is there, everything once nothing is left to read', () => {
  expect(isWhole(charges, '2026-03', true)).toBe(true);
  expect(isWhole(charges, '2026-02', true)).toBe(false);
  expect(isWhole(charges, '', true)).toBe(false);
  expect(isWhole([], '', true)).toBe(false);
  for (const month of ['', '2026-02', '2026-03']) expect(isWhole(charges, month, false)).toBe(true);
});

test('what is left to pay is a sum for each currency, exact to the last unit, without what is settled', () => {
  expect(left(charges)).toEqual([{ amount: '0.30', currency: 'EUR' }, { amount: '150', currency: 'JPY' }]);
  expect(left([])).toEqual([]);
});
