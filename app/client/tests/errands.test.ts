/** What the lists of a desk are made of: what a request asks for, refusals as failures, the next day. */
import { expect, test } from 'vitest';
import { askedFor, titleOf, tomorrow, unlessRefused } from '../src/lending/errands';

const copy = (title: string | null, barcode: string | null) => ({ barcode, instance: title === null ? null : { label: { value: title } } });

test('a request is called after the work, else after the copy, else by its number', () => {
  expect(askedFor({ target: { label: { value: 'Kim' } }, item: copy('Kim, 1901', '1') })).toBe('Kim');
  expect(askedFor({ target: { label: null, ...copy('Kim, 1901', '1') }, item: null })).toBe('Kim, 1901');
  expect(askedFor({ target: { label: null, barcode: '1' }, item: null })).toBe('1');
  expect(askedFor({ target: null, item: copy(null, '2') })).toBe('2');
  expect(titleOf(null)).toBe('');
});

test('every reason of a refusal is in the failure, and what was not refused is passed on', () => {
  const block = (message: string) => ({ code: 'REQUEST_READY', message, override: null });
  const refused = { userErrors: [{ code: 'BLOCKED', message: 'No.', blocks: [block('It waits.'), block('It is late.')] }] };
  expect(() => unlessRefused(refused)).toThrow('It waits. It is late.');
  expect(unlessRefused({ userErrors: [], request: 1 }).request).toBe(1);
});

test('tomorrow is the next day of the calendar', () => {
  expect(tomorrow(new Date(2026, 11, 31, 23, 59))).toBe('2027-01-01');
  expect(tomorrow(new Date(2026, 1, 5))).toBe('2026-02-06');
});
