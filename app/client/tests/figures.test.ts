/** Figures: spans of days, where a chart's parts stand, tables as files. */
import { expect, test } from 'vitest';
import { across, barWidth, change, EDGE, HIGH, line, marks, named, up } from '../src/figures/chart';
import { currencyOf, type Lending, valueOf } from '../src/figures/measures';
import { daysIn, isSpan, nameOf, periodShown, spanIn, spanOf, stepFor } from '../src/figures/spans';
import { sheet } from '../src/ui/csv';

const WIDE = 720;
const TODAY = '2026-03-15';

test('a ready-made span is whole months or years, up to today where they go on', () => {
  expect(spanOf('thisMonth', TODAY)).toEqual({ from: '2026-03-01', to: TODAY });
  expect(spanOf('lastMonth', TODAY)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(spanOf('lastMonth', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(spanOf('last12', TODAY)).toEqual({ from: '2025-04-01', to: TODAY });
  expect(spanOf('lastYear', TODAY)).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(nameOf(spanOf('thisYear', TODAY), TODAY)).toBe('thisYear');
  expect(nameOf({ from: '2026-01-02', to: TODAY }, TODAY)).toBeNull();
});

test('a span has the step that shows it best', () => {
  expect(stepFor({ from: '2026-02-01', to: '2026-02-28' })).toBe('DAY');
  expect(stepFor({ from: '2026-01-01', to: '2026-03-31' })).toBe('WEEK');
  expect(stepFor({ from: '2025-01-01', to: '2025-12-31' })).toBe('MONTH');
  expect(daysIn({ from: '2024-02-28', to: '2024-03-01' })).toBe(3);
});

test('an address names the days, and nonsense in it is the last twelve months', () => {
  const asked = (query: string) => spanIn(new URLSearchParams(query), TODAY);
  expect(asked('from=2026-01-01&to=2026-01-31&by=WEEK')).toEqual({ from: '2026-01-01', to: '2026-01-31', by: 'WEEK' });
  for (const wrong of ['', 'from=x&to=y', 'from=2026-02-01&to=2026-01-01', 'from=2026-99-01&to=2026-99-02']) {
    expect(asked(wrong)).toEqual({ from: '2025-04-01', to: TODAY, by: 'MONTH' });
  }
  expect(asked('from=2000-01-01&to=2026-01-01&by=DAY').by).toBe('MONTH');
  expect(isSpan({ from: '2024-01-01', to: '2026-01-01' }, 'DAY')).toBe(false);
});

test('a period is named as its step is', () => {
  expect(periodShown('2026-03-01', '2026-03-31', 'MONTH', 'en')).toBe('Mar 2026');
  expect(periodShown('2026-03-02', '2026-03-02', 'DAY', 'en')).toBe('Mar 2');
  expect(periodShown('2026-03-02', '2026-03-08', 'WEEK', 'en')).toMatch(/^Mar 2\s–\s8$/);
  expect(periodShown('2026-03-01', '2026-03-31', 'MONTH', 'pl')).toContain('2026');
});

test('an axis has a few round marks and goes as far as the highest value', () => {
  expect(marks(0)).toEqual([0, 1]);
  expect(marks(1)).toEqual([0, 1]);
  expect(marks(7)).toEqual([0, 2, 4, 6, 8]);
  expect(marks(100)).toEqual([0, 25, 50, 75, 100]);
  for (const most of [3, 11, 42, 999, 12_345]) {
    expect(marks(most).at(-1)).toBeGreaterThanOrEqual(most);
    expect(marks(most).length).toBeLessThanOrEqual(6);
  }
  expect(named(12, 8)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(named(3, 8)).toEqual([0, 1, 2]);
});

test('time goes the way the page is read, and bars stay apart', () => {
  expect(across(0, 12, WIDE, false) + across(0, 12, WIDE, true)).toBe(WIDE);
  expect(across(0, 12, WIDE, false)).toBeLessThan(across(11, 12, WIDE, false));
  expect(across(0, 12, WIDE, true)).toBeGreaterThan(across(11, 12, WIDE, true));
  expect(up(0, 10)).toBe(HIGH - EDGE.bottom);
  expect(up(10, 10)).toBe(EDGE.top);
  expect(line([1, 2], 2, WIDE, false)).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
  expect(barWidth(400, 2, WIDE) * 2 * 400).toBeLessThan(WIDE);
  expect(change(15, 10)).toBe(0.5);
  expect(change(3, 0)).toBeNull();
});

test('a table is a file that a spreadsheet reads, and no text in it becomes a formula', () => {
  expect(sheet([['Name', 'Loans'], ['Map "room", 1', 3], ['=HYPERLINK("x")', null]])).toBe(
    '\ufeffName,Loans\r\n"Map ""room"", 1",3\r\n"\'=HYPERLINK(""x"")",\r\n',
  );
});

test('fees are told in the currency most of them were taken in', () => {
  const counts = { loans: 2, returns: 0, renewals: 0, requests: 0, uses: 0, feesTaken: [{ amount: '1.50', currency: 'EUR' }, { amount: '9.00', currency: 'PLN' }] };
  const lending = { total: counts, before: { ...counts, feesTaken: [] } } as unknown as Lending;
  expect(currencyOf(lending)).toBe('PLN');
  expect([valueOf(counts, 'loans', 'PLN'), valueOf(counts, 'fees', 'EUR'), valueOf(counts, 'fees', 'XTS')]).toEqual([2, 1.5, 0]);
});
