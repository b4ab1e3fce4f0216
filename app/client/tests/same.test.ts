/** Two descriptions beside each other, and the way through a queue of them. */
import { expect, test } from 'vitest';
import { type AgentSide, type WorkSide, after, compared, nextOf, weighed } from '../src/same/same';

const said = (value: string, lang: string | null = null) => ({ value, lang });
function work(title: string, dates: string[], more: Partial<WorkSide> = {}): WorkSide {
  const edition = (dateText: string) => ({ edition: null, extent: [], identifiers: [], publication: [{ place: [said('London')], publisher: [], dateText, date: null }] });
  return {
    __typename: 'Work', id: title, iri: title, title: { full: title, main: { lang: 'en' } }, variantTitles: [], contributions: { nodes: [] }, languages: [], contentTypes: [],
    originDate: null, subjects: { nodes: [] }, provenance: [], instances: { totalCount: dates.length, nodes: dates.map(edition) }, ...more,
  } as unknown as WorkSide;
}

test('what one says and the other says otherwise is marked, not what is written otherwise', () => {
  const [title, published] = compared([work('War and Peace.', ['1999', '2001']), work('War and peace', ['2001', '2005'])]);
  expect([title!.name, title!.differs]).toEqual(['same.title', false]);
  expect(published!.differs).toBe(true);
  expect(published!.sides.map((each) => each.filter((one) => one.isAlone).map((one) => one.value))).toEqual([['London, 1999'], ['London, 2005']]);
});

test('where the other says nothing, nothing differs, and what nobody says has no line', () => {
  const lines = compared([work('A', [], { originDate: '1869' }), work('A', [])]);
  expect(lines.map((each) => [each.name, each.differs])).toEqual([['same.title', false], ['record.originDate', false]]);
});

test('agents are compared by their names and years; what they made is told beside it', () => {
  const agent = (name: string, birthDate: string | null, title = 'Tides') => ({
    __typename: 'Agent', id: name, iri: name, kind: 'PERSON', name: said(name), variants: [], birthDate, deathDate: null, identifiers: [],
    works: { totalCount: 1, nodes: [{ id: 'w', title: { full: title, main: { lang: null } }, provenance: [{ tenant: { name: said(`Has ${title}`) }, network: null }] }] },
  }) as unknown as AgentSide;
  const lines = compared([agent('Lee, Ann', '1950'), agent('Lee, Ann', '1971', 'Dunes')]);
  expect(lines.map((each) => [each.name, each.differs])).toEqual([['same.name', false], ['same.born', true], ['same.libraries', false], ['same.works', false]]);
});

test('evidence is told the strongest first, and what weighs nothing not at all', () => {
  const told = weighed([{ weight: 0.5 }, { weight: -3 }, { weight: 0 }, { weight: 4.5 }, { weight: -6 }]);
  expect(told).toEqual({ speaksFor: [{ weight: 4.5 }, { weight: 0.5 }], against: [{ weight: -6 }, { weight: -3 }] });
});

test('whoever puts pairs off comes by each of them once before they come again', () => {
  const queue = ['a', 'b', 'c'].map((iri) => ({ iri }));
  expect(nextOf(queue, null, new Set(['a']))?.iri).toBe('b');
  expect(nextOf(queue, 'a', new Set(['a']))?.iri).toBe('a');
  expect(nextOf([], 'a', new Set())).toBeNull();
  expect(after(queue, 'a', new Set(['a', 'b']))).toBe('c');
  expect(after(queue, 'c', new Set(['a', 'b', 'c']))).toBe('a');
  expect(after(queue.slice(0, 1), 'a', new Set(['a']))).toBeNull();
});
