/** The administrator's screens: what is said of which line, what changed in a text, readable colours, names and trees. */
import { expect, test } from 'vitest';
import { contrastToWhite, isColour } from '../src/admin/contrast';
import { doingOf } from '../src/admin/jobs';
import { changedLines, marksOf, saidOf } from '../src/admin/lines';
import { tableIn } from '../src/admin/profiles';
import { namesGiven, namesOf, treeOf, within } from '../src/admin/named';
import { others, settled } from '../src/admin/transit';
import { placeOf } from '../src/ui/lines';

test('what is said of a text comes in the order of its lines, what is about the whole first, errors before the rest', () => {
  const said = saidOf(
    [{ message: 'B', hint: null, line: 3, column: 2 }, { message: 'Whole', hint: 'H' }],
    [{ line: 3, message: 'Odd' }, { line: 1, message: 'A' }, { line: 0, message: 'All' }],
  );
  expect(said.map((each) => [each.line, each.message])).toEqual([[null, 'Whole'], [null, 'All'], [1, 'A'], [3, 'B'], [3, 'Odd']]);
  expect([...marksOf(said)]).toEqual([[1, 'warning'], [3, 'error']]);
});

test('a mistake is found in the text by its line and column, and never outside of it', () => {
  const text = 'one\ntwo words\n\nend';
  expect(placeOf(text, 2, 5)).toEqual({ start: 8, end: 13 });
  expect(placeOf(text, 3, 9)).toEqual({ start: 14, end: 14 });
  expect(placeOf(text, 99, null)).toEqual({ start: 15, end: 18 });
  expect(placeOf('', 1, 1)).toEqual({ start: 0, end: 0 });
});

test('a change shows what went and what came with two lines around it, the rest as one ellipsis', () => {
  const lines = ['1', '2', '3', '4', '5', '6', '7', '8'];
  const told = changedLines(lines.join('\n'), lines.with(4, 'five').join('\n'));
  expect(told.map((each) => `${each.kind[0]} ${each.text}`)).toEqual(['s …', 's 3', 's 4', 'r 5', 'a five', 's 6', 's 7', 's …']);
  expect(changedLines('a', 'a')).toEqual([{ kind: 'same', text: '…' }]);
});

test('lines that both texts have stay, whatever is put between', () => {
  const told = changedLines('a\nb\nc', 'x\na\nc\nd');
  expect(told.map((each) => `${each.kind[0]} ${each.text}`)).toEqual(['a x', 's a', 'r b', 's c', 'a d']);
});

test('contrast is as WCAG counts it', () => {
  expect(contrastToWhite('#1d5a96')).toBeCloseTo(7.11, 2);
  expect(contrastToWhite('#ffffff')).toBe(1);
  expect(contrastToWhite('#000000')).toBeCloseTo(21);
  expect([contrastToWhite('red'), isColour('#12345'), isColour('#ABCDEF')]).toEqual([null, false, true]);
});

test('names are sent as they are filled in, without a language where none is said', () => {
  expect(namesOf([], 'pl')).toEqual([{ value: '', lang: 'pl' }]);
  expect(namesOf([{ value: 'Harbor', lang: null }], 'pl')).toEqual([{ value: 'Harbor', lang: '' }]);
  expect(namesGiven([{ value: ' Port ', lang: 'pl' }, { value: ' ', lang: 'en' }, { value: 'X', lang: '' }])).toEqual([
    { value: 'Port', lang: 'pl' }, { value: 'X', lang: null },
  ]);
});

test('units stand below those they are in, and none can be put into itself', () => {
  const unit = (iri: string, parent: string | null) => ({ iri, parent, path: iri });
  const units = [unit('fic', 'hbc'), unit('harbor', null), unit('hbc', 'harbor'), unit('av', 'hbc'), unit('lost', 'gone')];
  const shape = (tree: ReturnType<typeof treeOf>): unknown[] => tree.map((each) => [each.unit.iri, shape(each.below)]);
  expect(shape(treeOf(units))).toEqual([['harbor', [['hbc', [['av', []], ['fic', []]]]]], ['lost', []]]);
  expect([...within(units, 'hbc')].toSorted()).toEqual(['av', 'fic', 'hbc']);
});

test('an import is stopped or run again, a batch that was cut off goes on, and nothing else is offered', () => {
  const offered = (kind: string) => ['QUEUED', 'RUNNING', 'INTERRUPTED', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'UNDONE'].map((state) => doingOf({ kind, state }));
  expect(offered('IMPORT')).toEqual(['stop', 'stop', null, null, 'again', 'again', null]);
  expect(offered('CHANGE')).toEqual([null, null, 'goOn', null, null, null, null]);
  expect(new Set(offered('HEADINGS'))).toEqual(new Set([null]));
});

test('a table from a spreadsheet loses its mark and its line ends, and what is no table isn’t read', async () => {
  expect(await tableIn(new Blob(['\ufeffa,b\r\nc,d\re\n']))).toBe('a,b\nc,d\ne\n');
  expect(await tableIn(new Blob(['x'.repeat(1_000_001)]))).toBeNull();
});

test('each other member is asked about once, and what is known of libraries that are none stays', () => {
  expect(others([{ slug: 'quay' }, { slug: 'harbor' }, { slug: 'quay' }], 'harbor')).toEqual([{ slug: 'quay' }]);
  const known = [{ tenant: 'far', days: 9 }, { tenant: 'quay', days: 2 }, { tenant: 'coast', days: 4 }];
  expect(settled(known, { quay: 0, coast: null, isle: 3 })).toEqual([{ tenant: 'far', days: 9 }, { tenant: 'quay', days: 0 }, { tenant: 'isle', days: 3 }]);
});
