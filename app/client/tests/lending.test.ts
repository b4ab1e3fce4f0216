/** What the desk tells: every reason of a refusal, who may let it pass, and receipts. */
import { expect, test } from 'vitest';
import { type Line, isUnknownItem, needed, reasonsOf, receipt } from '../src/lending/telling';

const BLOCKED = { code: 'PATRON_BLOCKED', message: 'The patron is blocked.', override: 'circulation.override.blocks' };
const LIMIT = { code: 'ITEM_LIMIT', message: 'Too many.', override: 'circulation.override.rules' };
const UNKNOWN = { code: 'ITEM_UNKNOWN', message: 'There is no such item.', override: null };

test('every block of a refusal is a reason, and so is an error without blocks', () => {
  const errors = [
    { code: 'BLOCKED', message: 'Refused.', blocks: [BLOCKED, LIMIT] },
    { code: 'FORBIDDEN', message: 'Not for you.' },
  ];
  expect(reasonsOf(errors).map((each) => each.code)).toEqual(['PATRON_BLOCKED', 'ITEM_LIMIT', 'FORBIDDEN']);
});

test('letting pass needs every permission, and is nobody\'s where one reason has none', () => {
  expect(needed([BLOCKED, LIMIT, BLOCKED])).toEqual(['circulation.override.blocks', 'circulation.override.rules']);
  expect(needed([BLOCKED, UNKNOWN])).toBeNull();
  expect(needed([])).toBeNull();
});

test('an item that nobody knows may have been a card', () => {
  expect(isUnknownItem([UNKNOWN])).toBe(true);
  expect(isUnknownItem([BLOCKED])).toBe(false);
});

test('a receipt has what was lent, the first loan first', () => {
  const line = (title: string, scanned: string): Line =>
    ({ id: 0, at: new Date(0), kind: 'out', level: 'good', scanned, title, told: 'due 1 May', reasons: [], patron: 'P1' });
  const text = receipt([line('Second', '2'), line('First', '1')], ['Harbor', 'P1'], 'Thanks.');
  expect(text.split('\n')).toEqual(['Harbor', 'P1', '', 'First', '  1', '  due 1 May', 'Second', '  2', '  due 1 May', '', 'Thanks.']);
});
