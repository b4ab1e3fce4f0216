/** What staff do about requests between libraries: which step comes first, and what it needs. */
import { expect, test } from 'vitest';
import { arranged, idsBySaid, isStuck, needsOf, numbered, reasonOf } from '../src/lending/elsewhere';

test('what leads on comes first, and an answer that is waited for before all else', () => {
  expect(arranged(['EXPECT_TO_SUPPLY', 'WILL_SUPPLY', 'NOT_SUPPLY', 'LEND']).first).toEqual(['LEND']);
  expect(arranged(['NOT_SUPPLY', 'AGREE_TO_CANCEL', 'REFUSE_TO_CANCEL'])).toEqual({ first: ['AGREE_TO_CANCEL', 'REFUSE_TO_CANCEL'], more: ['NOT_SUPPLY'] });
  expect(arranged(['RENEW', 'SEND_BACK']).first).toEqual(['SEND_BACK']);
  expect(arranged([])).toEqual({ first: [], more: [] });
});

test('a copy that comes or goes is named, and is handled at a service point', () => {
  expect(needsOf('LEND')).toEqual({ item: 'copy', reason: false, point: true });
  expect(needsOf('RECEIVE').item).toBe('number');
  expect(needsOf('NOT_SUPPLY')).toEqual({ item: null, reason: true, point: false });
});

test('a number of eight places is of a serial, any other of a book', () => {
  const wanted = { title: ' Kim ', author: '' };
  expect(numbered({ ...wanted, number: '0317-847x' })).toEqual({ title: 'Kim', author: '', isbn: null, issn: '0317-847x' });
  expect(numbered({ ...wanted, number: '978-3-16-148410-0' }).isbn).toBe('978-3-16-148410-0');
  expect(numbered({ ...wanted, number: '' })).toEqual({ title: 'Kim', author: '', isbn: null, issn: null });
});

test('a message that was refused or given up wants somebody', () => {
  expect(isStuck([{ delivery: 'TAKEN' }, { delivery: 'WAITING' }])).toBe(false);
  expect(isStuck([{ delivery: 'GIVEN_UP' }])).toBe(true);
});

test('a code of the standard is said in words where there are any', () => {
  expect(reasonOf('NotOnShelf')).toBe('NOT_ON_SHELF');
  expect(reasonOf('NotAvailableForILL')).toBe('NOT_AVAILABLE');
  expect(reasonOf('CostExceedsMaxCost')).toBeNull();
});

test('what is sent again as it was is one command, what was changed is another, and so is the same in another form', () => {
  const idOf = idsBySaid();
  const first = idOf({ item: 'A', note: '' });
  expect(idOf({ item: 'A', note: '' })).toBe(first);
  const changed = idOf({ item: 'B', note: '' });
  expect(changed).not.toBe(first);
  expect(idOf({ item: 'B', note: '' })).toBe(changed);
  expect(idsBySaid()({ item: 'B', note: '' })).not.toBe(changed);
});
