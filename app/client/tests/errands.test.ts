/** What the lists of a desk are made of: what a request asks for, refusals as failures, days. */
import { expect, test, vi } from 'vitest';
import { follow } from '../src/api/client';
import { askedFor, gathering, titleOf, unlessRefused, whenLendingChanges } from '../src/lending/errands';
import { fieldsOf, wantedOf } from '../src/lending/readers';
import { sayable } from '../src/lending/serving';
import { midnight, today } from '../src/ui/days';

vi.mock(import('../src/api/client'), async (original) => ({ ...(await original()), follow: vi.fn(() => () => {}) }));

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

test('a day is one of the calendar where the person is', () => {
  expect(today(new Date(2026, 11, 31, 23, 59), 1)).toBe('2027-01-01');
  expect(today(new Date(2026, 1, 5))).toBe('2026-02-05');
  expect(midnight('2026-12-31', 1)).toBe(new Date(2027, 0, 1).toISOString());
  expect(midnight('')).toBeNull();
});

test('of a loan is said what can follow what was said before', () => {
  expect(sayable(null)).toEqual(['CLAIMED', 'LOST']);
  expect(sayable('CLAIMED_RETURNED')).toEqual(['LOST']);
  expect(sayable('AGED_TO_LOST')).toEqual(['PAID']);
});

test('the form of a card sends back what it was given, a note a line', () => {
  const known = { barcode: 'P1', name: 'Ada', group: 'adult', expires: null, contact: null, notes: ['One', 'Two'], keepHistory: true, active: true };
  const wanted = wantedOf({ ...fieldsOf(known), notes: 'One\n \n Three ', email: ' a@b.example ' });
  expect(wanted).toMatchObject({ barcode: 'P1', expires: null, notes: ['One', 'Three'], keepHistory: true, contact: { email: 'a@b.example', phone: '' } });
});

test('a change is read at once and many are read once, and a slow reading is never begun twice', async () => {
  vi.useFakeTimers();
  let read = 0;
  const { soon, stop } = gathering(() => ((read += 1), new Promise((done) => setTimeout(done, 1000))));
  for (let n = 0; n < 5; n += 1) soon();
  await vi.advanceTimersByTimeAsync(1);
  expect(read).toBe(1);
  soon();
  await vi.advanceTimersByTimeAsync(1500);
  expect(read).toBe(1);
  await vi.advanceTimersByTimeAsync(800);
  expect(read).toBe(2);
  await vi.advanceTimersByTimeAsync(5000);
  soon();
  stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(read).toBe(2);
  vi.useRealTimers();
});

test('a machine that slept in the middle of a reading reads again in seconds', async () => {
  vi.useFakeTimers();
  let read = 0;
  const { soon, stop } = gathering(() => ((read += 1), new Promise((done) => setTimeout(done, 1_800_000))));
  soon();
  await vi.advanceTimersByTimeAsync(1_800_001);
  soon();
  await vi.advanceTimersByTimeAsync(6000);
  expect(read).toBe(2);
  stop();
  vi.useRealTimers();
});

test('a list is read when its subscription begins, and one that the server ended is begun again until nobody looks', async () => {
  vi.useFakeTimers();
  const [followed, read] = [vi.mocked(follow), vi.fn(async () => {})];
  const stop = whenLendingChanges(read);
  const [, , , ended, begun] = followed.mock.calls[0]!;
  expect(read).not.toHaveBeenCalled();
  begun!();
  await vi.advanceTimersByTimeAsync(1);
  expect(read).toHaveBeenCalledTimes(1);
  ended!();
  await vi.advanceTimersByTimeAsync(5000);
  expect(followed).toHaveBeenCalledTimes(2);
  stop();
  followed.mock.calls[1]![3]!();
  await vi.advanceTimersByTimeAsync(5000);
  expect([followed.mock.calls.length, read.mock.calls.length]).toEqual([2, 1]);
  vi.useRealTimers();
});
