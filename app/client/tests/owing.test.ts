/** What a library owes to others: by month, by library, in each currency. */
import { expect, test } from 'vitest';
import { chosen, left, months, type Charge } from '../src/lending/owing';

const charge = (at: string, partner: string, remaining: string, currency = 'EUR'): Charge => ({
  type: 'LENDING', at, amount: { amount: '2.00', currency }, remaining: { amount: remaining, currency }, partner: { id: partner, name: partner }, request: null,
});
const charges = [charge('2026-03-30T10:00:00Z', 'a', '0.10'), charge('2026-03-02T10:00:00Z', 'b', '0.20'), charge('2026-02-01T10:00:00Z', 'a', '150', 'JPY'), charge('2026-02-01T10:00:00Z', 'a', '0.00')];

test('a statement is of one month and one library, or of all', () => {
  expect(months(charges)).toEqual(['2026-03', '2026-02']);
  expect(chosen(charges, '2026-03', 'a')).toEqual([charges[0]]);
  expect(chosen(charges, '', '')).toEqual(charges);
});

test('what is left to pay is a sum for each currency, exact to the last unit, without what is settled', () => {
  expect(left(charges)).toEqual([{ amount: '0.30', currency: 'EUR' }, { amount: '150', currency: 'JPY' }]);
  expect(left([])).toEqual([]);
});
