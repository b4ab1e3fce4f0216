/** Deciding conflicts: nothing of either side goes that was not decided against. */
import { expect, test } from 'vitest';
import { differences, readable } from '../src/record/diff';
import { decided, isSame } from '../src/record/merging';
import type { Part } from '../src/record/node';
import { pathOf, pathText } from '../src/record/paths';
import { turtle } from '../src/record/turtle';

const MERGED: Part = {
  '@id': 'http://x/works/1', '@type': ['bf:Work'],
  'bf:note': ['mine', 'kept'],
  'bf:title': [{ '@type': ['bf:Title'], 'bf:mainTitle': ['My title', 'عنوان'] }, { '@type': ['bf:VariantTitle'], 'bf:mainTitle': ['Variant'] }],
};
const NOTE = { path: 'bf:note', base: ['old'], ours: [{ '@value': 'mine' }], theirs: [{ '@value': 'theirs' }] };
const TITLE = { path: 'bf:title/bf:mainTitle', base: [{ '@value': 'Title' }], ours: [{ '@value': 'My title' }], theirs: [{ '@value': 'Their title' }] };

test('with mine chosen it stays as it was brought together', () => {
  expect(decided(MERGED, [NOTE, TITLE], ['ours', 'ours'])).toEqual(MERGED);
});

test('with theirs chosen their value stands where mine stood, everything else stays', () => {
  const found = decided(MERGED, [NOTE, TITLE], ['theirs', 'theirs']);
  expect(found['bf:note']).toEqual(['theirs', 'kept']);
  expect(found['bf:title']).toEqual([{ '@type': ['bf:Title'], 'bf:mainTitle': ['Their title', 'عنوان'] }, (MERGED['bf:title'] as unknown[])[1]]);
});

test('with both chosen both stand side by side', () => {
  expect(decided(MERGED, [NOTE], ['both'])['bf:note']).toEqual(['mine', 'theirs', 'kept']);
});

test('theirs that took a value away takes it away, with its property where it was the last', () => {
  const found = decided({ '@id': 'x', 'bf:note': ['mine'] }, [{ ...NOTE, theirs: [] }], ['theirs']);
  expect(found).toEqual({ '@id': 'x' });
});

test('a property that is a whole IRI is decided on, too', () => {
  const own = 'https://x.org/terms/shelf';
  const conflict = { path: own, base: [], ours: ['mine'], theirs: ['theirs'] };
  expect(decided({ '@id': 'x', [own]: ['mine'] }, [conflict], ['theirs'])).toEqual({ '@id': 'x', [own]: ['theirs'] });
});

test('two descriptions say the same whatever the order of their properties, and a text says the same in an object', () => {
  expect(isSame([{ '@id': 'x', 'bf:note': ['a', { '@value': 'b' }] }], [{ 'bf:note': ['a', 'b'], '@id': 'x' }])).toBe(true);
  expect(isSame([{ '@id': 'x', 'bf:note': ['a', 'b'] }], [{ '@id': 'x', 'bf:note': ['b', 'a'] }])).toBe(false);
});

test('what changed is told property by property, and nothing where nothing did', () => {
  const after = { ...MERGED, 'bf:note': ['mine', 'new'] };
  expect(differences([MERGED], [after])).toEqual([{ root: 'http://x/works/1', path: 'bf:note', removed: ['kept'], added: ['new'] }]);
  expect(differences([MERGED], [MERGED])).toEqual([]);
  const topic = { 'bf:code': ['x'], 'rdfs:label': ['Salt'] };
  expect(differences([{ '@id': 'a', 'bf:subject': [topic] }], [{ '@id': 'a', 'bf:subject': [Object.fromEntries(Object.entries(topic).toReversed())] }])).toEqual([]);
  expect(differences([], [MERGED]).flatMap((each) => each.removed)).toEqual([]);
});

test('a value is read with everything in it', () => {
  expect(readable({ '@type': ['bf:Contribution'], 'bf:agent': [{ '@id': 'http://x/a', 'rdfs:label': ['Adams'] }], 'bf:role': [{ '@id': 'http://x/aut' }] })).toBe('Adams · http://x/aut');
  expect(readable({ '@id': 'http://x/1', 'rdfs:label': [{ '@value': 'Wars' }] })).toBe('Wars');
});

test('a place in a description is the same as text and as a path', () => {
  expect(pathText([0, 'bf:title', 1, 'bf:mainTitle', 0])).toBe('0/bf:title[1]/bf:mainTitle[0]');
  expect(pathOf(0, 'bf:title[1]/bf:mainTitle[0]')).toEqual([0, 'bf:title', 1, 'bf:mainTitle', 0]);
  expect(pathOf(2, 'http://x.org/p/q[0]/bf:note')).toEqual([2, 'http://x.org/p/q', 0, 'bf:note']);
});

test('Turtle quotes what a text holds and breaks no IRI', () => {
  const text = turtle([{ '@id': 'http://x/a b>', '@type': ['bf:Work'], 'rdfs:label': ['say "so"\n\\', { '@value': 'ن', '@language': 'ar' }] }]);
  expect(text).toContain('<http://x/a%20b%3e> a bf:Work');
  expect(text).toContain('"say \\"so\\"\\n\\\\", "ن"@ar');
});
