/** Copies as forms: what is sent is what was changed, and what others changed meanwhile is neither lost nor hidden. */
import { expect, test } from 'vitest';
import { toldChanges } from '../src/holdings/bulk';
import { camel } from '../src/holdings/called';
import { placesOf } from '../src/holdings/choices.svelte';
import { type Copy, type Held, POLICIES, holdingSet, holdingValues, itemSet, itemValues, pickedSet, together } from '../src/holdings/fields';

const PLACE = { id: 'L1', iri: 'http://x/locations/1', code: 'FIC', name: { value: 'Fiction', lang: 'en' } };
const ITEM = {
  id: 'I1', iri: 'http://x/items/1', revision: '1', barcode: '310', callNumber: 'G 12', ownCallNumber: null, shelvingScheme: null, copyNumber: null,
  enumeration: null, volume: 'v.1', chronology: null, materialType: 'book', loanType: 'short', permanentLoanType: 'normal', temporaryLoanType: 'short', pieces: 2,
  condition: null, notes: ['One', 'Two'], staffNotes: [], lifecycle: 'IN_COLLECTION', marker: null, markerReason: null, suppressed: false,
  location: PLACE, permanentLocation: PLACE, temporaryLocation: null, tenant: { slug: 'harbor', name: { value: 'Harbor', lang: 'en' } }, holding: null, boundWith: [{ id: 'E2', title: { full: 'Another' } }],
  availability: { status: 'AVAILABLE', available: true, dueAt: null, queueLength: 0 }, statusExplained: { because: '', over: [] },
} as unknown as Copy;
const HELD = {
  id: 'H1', revision: '1', callNumber: 'G 12', shelvingScheme: 'lcc', copyNumber: null, kind: 'serial', notes: [], staffNotes: [], suppressed: false,
  holdingStatements: [{ unit: 'BASIC', text: 'v.1-3', notes: ['Lacks v.2'], computed: false }, { unit: 'INDEX', text: 'v.1', notes: [], computed: true }],
  policies: { receipt: null, acquisition: null, retention: null, completeness: null, lending: 'will lend', reproduction: null },
  location: PLACE, permanentLocation: PLACE, temporaryLocation: null, tenant: { slug: 'harbor', name: { value: 'Harbor', lang: 'en' } },
} as unknown as Held;

test('what was not touched is not sent', () => {
  const values = itemValues(ITEM);
  expect(itemSet(values, values)).toEqual({});
  expect(itemSet(values, { ...values, boundWith: '' })).toEqual({ boundWith: [] });
  expect(itemSet(values, { ...values, condition: ' torn ', notes: 'One\n\nThree' })).toEqual({ condition: 'torn', notes: ['One', 'Three'] });
});

test('a copy is edited by what is said of itself, not by what it has of its holdings', () => {
  const values = itemValues(ITEM);
  expect([values['callNumber'], values['loanType'], values['temporaryLoanType']]).toEqual(['', 'normal', 'short']);
  expect(itemSet(values, { ...values, callNumber: 'QA 76' })).toEqual({ callNumber: { text: 'QA 76' } });
  expect(itemSet(values, { ...values, callNumber: 'QA 76', scheme: 'lcc' })).toEqual({ callNumber: { text: 'QA 76', scheme: 'lcc' } });
});

test('an emptied field is taken away', () => {
  const values = itemValues(ITEM);
  expect(itemSet(values, { ...values, volume: '', pieces: '', location: '', notes: '' })).toEqual({ volume: null, pieces: null, location: null, notes: [] });
});

test('of holdings, coded statements stay as they are and policies are sent one by one', () => {
  const values = holdingValues(HELD);
  expect(holdingSet(values, { ...values, lending: '', retention: 'not retained' })).toEqual({ policies: { lending: null, retention: 'not retained' } });
  const statements = JSON.stringify([{ unit: 'BASIC', text: 'v.1-4', note: '' }, { unit: 'BASIC', text: ' ', note: '' }]);
  expect(JSON.parse(values['statements']!)).toEqual([{ unit: 'BASIC', text: 'v.1-3', note: 'Lacks v.2' }]);
  expect(holdingSet(values, { ...values, statements })).toEqual({ statements: [{ unit: 'BASIC', text: 'v.1-4', note: null }] });
});

test('what others wrote meanwhile holds, but where the same was changed here, which is told', () => {
  const before = itemValues(ITEM);
  const mine = { ...before, condition: 'torn', volume: 'v.2' };
  const now = { ...before, volume: 'v.3', materialType: 'map' };
  const { values, theirs } = together(before, mine, now);
  expect(itemSet(now, values)).toEqual({ condition: 'torn', volume: 'v.2' });
  expect(values['materialType']).toBe('map');
  expect(theirs).toEqual([
    { name: 'materialType', before: 'book', now: 'map', both: false },
    { name: 'volume', before: 'v.1', now: 'v.3', both: true },
  ]);
});

test('of many items what is picked is said, even where it is empty', () => {
  const values = { ...itemValues(null), materialType: 'map' };
  expect(pickedSet(new Set(['materialType', 'temporaryLocation']), values)).toEqual({ materialType: 'map', temporaryLocation: null });
  expect(pickedSet(new Set(['suppressed']), values)).toEqual({ suppressed: false });
});

test('a change of place is told once, under its name', () => {
  const changes = [
    { path: 'lsp:location', removed: ['http://x/locations/1'], added: ['http://x/locations/2'] },
    { path: 'lsp:locationCode', removed: ['FIC'], added: ['NF'] },
  ];
  expect(toldChanges(changes, (iri) => `place ${iri.at(-1)}`)).toEqual([{ name: 'location', removed: 'place 1', added: 'place 2' }]);
});

test('places are named with those they are in', () => {
  const locations = [
    { ...PLACE, parent: { id: 'L0' } },
    { id: 'L0', iri: 'http://x/locations/0', code: 'HBC', name: { value: 'Central', lang: 'en' }, parent: null },
  ];
  expect(placesOf(locations as never).map((each) => each.name)).toEqual(['Central', 'Central › Fiction']);
});

test('every word of a policy has a message', async () => {
  const messages = (await import('../messages/en.json')).default as Record<string, string>;
  expect(Object.values(POLICIES).flat().filter((each) => !(`policy.${camel(each)}` in messages))).toEqual([]);
});
