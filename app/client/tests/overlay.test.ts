/** Laying one description over another: nothing of either side goes that a choice was not shown for. */
import { expect, test } from 'vitest';
import type { Part, Value } from '../src/record/node';
import { values } from '../src/record/node';
import { type Choice, type Pair, chosenAll, chosenAtFirst, compared, differs, marked, meaning as said, overlaid, taken, wording } from '../src/record/overlay';

const meaning = (value: unknown) => said(value, 'https://c.example/');
const W = 'https://c.example/harbor/works/1';
const I = 'https://c.example/harbor/instances/1';
const agent = (at: string, name: string): Part => ({ '@type': ['bf:Contribution'], 'bf:agent': [{ '@id': `https://c.example/${at}/agents/1`, '@type': ['bf:Person'], 'rdfs:label': [name] }] });
const WORK: Part = {
  '@id': W, '@type': ['bf:Work', 'bf:Text'],
  'bf:title': [{ '@id': `${W}#title-1`, '@type': ['bf:Title'], 'bf:mainTitle': ['Salt'] }],
  'bf:contribution': [{ '@id': `${W}#contribution-1`, ...agent('harbor', 'Kurlansky, Mark') }],
  'bf:note': ['ours', 'shared'],
  'bf:hasInstance': [{ '@id': I }],
};
const INSTANCE: Part = {
  '@id': I, '@type': ['bf:Instance'], 'bf:instanceOf': [{ '@id': W }],
  'bf:identifiedBy': [{ '@id': `${I}#identifiedBy-1`, '@type': ['bf:Local'], 'rdf:value': ['own-1'] }],
  'bf:adminMetadata': [{ '@id': `${I}#admin-1`, '@type': ['bf:AdminMetadata'], 'bf:date': ['2001'] }],
};
const ITEM: Part = { '@id': 'https://c.example/harbor/items/1', '@type': ['bf:Item'], 'bf:itemOf': [{ '@id': I }] };
const OURS = [WORK, INSTANCE, ITEM];
const THEIRS: Part[] = [
  {
    '@id': '_:work-1', '@type': ['bf:Work', 'bf:Text', 'bf:Monograph'],
    'bf:title': [{ '@id': '_:work-1#title-9', 'bf:mainTitle': ['Salt'], '@type': ['bf:Title'] }],
    'bf:contribution': [{ '@id': '_:work-1#x', ...agent('lindenau', 'Kurlansky, Mark') }],
    'bf:note': ['shared', 'theirs'],
    'bf:summary': [{ '@id': '_:work-1#summary-1', '@type': ['bf:Summary'], 'rdfs:label': [{ '@value': 'A rock', '@language': 'en' }] }],
  },
  {
    '@id': '_:instance-1', '@type': ['bf:Instance'], 'bf:instanceOf': [{ '@id': '_:work-1' }],
    'bf:identifiedBy': [{ '@id': '#identifiedBy-1', '@type': ['bf:Isbn'], 'rdf:value': ['9780802713735'] }, { '@id': '#identifiedBy-2', '@type': ['bf:Local'], 'rdf:value': ['theirs-1'] }],
    'bf:adminMetadata': [{ '@id': '#admin-1', '@type': ['bf:AdminMetadata'], 'bf:date': ['2020'] }],
    'bf:supplementTo': [{ '@id': '_:work-1' }],
  },
  { '@id': '_:item-1', '@type': ['bf:Item'], 'bf:itemOf': [{ '@id': '_:instance-1' }] },
];
const PAIRS = compared(OURS, THEIRS, I);
const row = (root: number, property: string, own = false) => PAIRS[root]!.rows.find((each) => each.property === property && each.isLocal === own)!;

test('roots of the same kind stand side by side, copies never', () => {
  expect(PAIRS.map((each) => [each.kind, each.ours?.['@id'] ?? null])).toEqual([['Work', W], ['Instance', I], ['Item', null]]);
});

test('of several editions those with a number in common stand side by side, and the others are new', () => {
  const edition = (at: string, isbn: string): Part => ({ '@id': at, '@type': ['bf:Instance'], 'bf:identifiedBy': [{ '@type': ['bf:Isbn'], 'rdf:value': [isbn] }] });
  const mine = [edition('a', '978-0-306-40615-7'), edition('b', '9780802713735')];
  const others = [edition('_:1', '9781400079988'), edition('_:2', '0-306-40615-2')];
  expect(compared(mine, others, 'b').map((each) => each.ours?.['@id'] ?? null)).toEqual([null, 'a']);
});

test('what says the same is the same, whatever its parts and headings are called', () => {
  expect(differs(row(0, 'bf:title'))).toBe(false);
  expect(differs(row(0, 'bf:contribution'))).toBe(false);
  expect(row(0, 'bf:note')).toMatchObject({ same: ['shared'], ours: ['ours'], theirs: ['theirs'] });
  expect(meaning({ '@id': 'http://x/a' })).not.toBe(meaning({ '@id': 'http://x/b' }));
  const sourced = (iri: string) => ({ '@id': iri, 'bf:source': [{ '@id': 'http://x/rdacontent' }] });
  expect(meaning(sourced('http://x/txt'))).not.toBe(meaning(sourced('http://x/prm')));
  const namesake = (iri: string) => ({ '@id': iri, '@type': ['bf:Person'], 'rdfs:label': ['Smith, John'] });
  expect(meaning(namesake('http://id.loc.gov/n1'))).not.toBe(meaning(namesake('http://id.loc.gov/n2')));
});

test('a value is shown in words, each once, and its address only where there are none', () => {
  const subject: Part = { '@id': 'http://x/s', '@type': ['bf:Topic'], 'rdfs:label': ['Salt'], 'madsrdf:authoritativeLabel': ['Salt'], 'bflc:marcKey': ['650 0$aSalt'], 'bf:source': [{ '@id': 'http://x/lcsh' }] };
  expect(wording(subject, (iri) => iri)).toBe('Salt');
  expect(wording(subject, (iri) => (iri === 'http://x/lcsh' ? 'Subject Headings' : iri))).toBe('Salt · Subject Headings');
  expect(wording({ '@id': 'http://x/lcsh' }, (iri) => iri)).toBe('http://x/lcsh');
  expect(wording({ '@id': 'http://x/txt', 'bf:source': [{ '@id': 'http://x/rda' }] }, (iri) => (iri === 'http://x/txt' ? 'text' : iri))).toBe('text');
  expect(meaning(subject)).toBe(meaning({ ...subject, 'bflc:marcKey': ['650 7$aSalt'] }));
});

test('the words that the other side doesn’t have are marked', () => {
  expect(marked('First Vintage edition', ['Vintage edition'])).toEqual([{ text: 'First', isNew: true }, { text: ' ', isNew: false }, { text: 'Vintage edition', isNew: false }]);
});

test('at first what we lack is taken, what we have stays, and a library’s own business is left alone', () => {
  const found = overlaid(OURS, PAIRS, chosenAtFirst(PAIRS));
  expect(found).toHaveLength(3);
  expect(values(found[0]!, 'bf:note')).toEqual(['ours', 'shared']);
  expect(found[0]!['@type']).toEqual(['bf:Work', 'bf:Text']);
  expect(values(found[0]!, 'bf:summary')).toEqual([{ '@type': ['bf:Summary'], 'rdfs:label': [{ '@value': 'A rock', '@language': 'en' }] }]);
  expect(values(found[1]!, 'bf:identifiedBy')).toEqual([INSTANCE['bf:identifiedBy'], { '@type': ['bf:Isbn'], 'rdf:value': ['9780802713735'] }].flat());
  expect(found[1]!['bf:adminMetadata']).toBe(INSTANCE['bf:adminMetadata']);
  expect(found[1]!['bf:supplementTo']).toEqual([{ '@id': W }]);
  expect(found[2]).toBe(ITEM);
});

test('theirs stands where ours stood, both stand beside each other', () => {
  const key = row(0, 'bf:note').key;
  expect(overlaid(OURS, PAIRS, { [key]: 'theirs' })[0]!['bf:note']).toEqual(['theirs', 'shared']);
  expect(overlaid(OURS, PAIRS, { [key]: 'both' })[0]!['bf:note']).toEqual(['ours', 'shared', 'theirs']);
  expect(taken(PAIRS, { [key]: 'both' })).toBe(1);
});

test('their own numbers and where their record is from come only when chosen', () => {
  for (const stance of ['ours', 'missing', 'both', 'theirs'] as const) {
    const choices = chosenAll(PAIRS, stance);
    expect(choices[row(1, 'bf:adminMetadata', true).key]).toBe('ours');
    expect(choices[row(1, 'bf:identifiedBy', true).key]).toBe('ours');
    expect(choices[PAIRS[2]!.key]).toBe('ours');
  }
  const found = overlaid(OURS, PAIRS, { [row(1, 'bf:identifiedBy', true).key]: 'both' })[1]!;
  expect(values(found, 'bf:identifiedBy').map((each) => (each as Part)['rdf:value'])).toEqual([['own-1'], ['theirs-1']]);
});

test('a copy of theirs that is taken hangs on our instance', () => {
  const found = overlaid(OURS, PAIRS, { [PAIRS[2]!.key]: 'theirs' });
  expect(found[3]).toEqual({ '@id': '_:taken-2', '@type': ['bf:Item'], 'bf:itemOf': [{ '@id': I }] });
});

test('with nothing chosen everything of ours is untouched', () => {
  expect(overlaid(OURS, PAIRS, chosenAll(PAIRS, 'ours'))).toEqual(OURS);
  overlaid(OURS, PAIRS, {}).forEach((each, index) => expect(each).toBe(OURS[index]));
});

/** Every value of a root, as what it says. */
function everything(node: Part): string[] {
  return Object.entries(node).flatMap(([name, found]) => (name === '@id' ? [] : (found as Value[]).map((each) => `${name} ${meaning(each)}`)));
}

test('whatever is chosen, a value is gone only where the shown choice says so', () => {
  let seed = 7;
  const random = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
  for (let round = 0; round < 300; round++) {
    const choices: Record<string, Choice> = {};
    const pick = (key: string) => (choices[key] = (['ours', 'theirs', 'both'] as const)[random(3)]!);
    PAIRS.forEach((pair) => (pair.ours === null ? pick(pair.key) : pair.rows.filter(differs).forEach((each) => pick(each.key))));
    const result = overlaid(OURS, PAIRS, choices);
    for (const pair of PAIRS.filter((each): each is Pair & { ours: Part } => each.ours !== null)) {
      const after = new Set(everything(result.find((each) => each['@id'] === pair.ours['@id'])!));
      for (const each of pair.rows) {
        const choice = choices[each.key] ?? 'ours';
        const has = (value: Value) => after.has(`${each.property} ${meaning(value)}`);
        expect(each.same.every(has)).toBe(true);
        expect(each.ours.every((value) => has(value) || choice === 'theirs')).toBe(true);
        if (each.property !== 'bf:supplementTo') expect(each.theirs.every((value) => has(value) === (choice !== 'ours'))).toBe(true);
      }
      const shown = new Set(pair.rows.flatMap((each) => [...each.same, ...each.ours].map((value) => `${each.property} ${meaning(value)}`)));
      const links = ['bf:hasInstance', 'bf:instanceOf'];
      expect(everything(pair.ours).filter((each) => !shown.has(each) && !links.some((link) => each.startsWith(link)))).toEqual([]);
    }
  }
});
