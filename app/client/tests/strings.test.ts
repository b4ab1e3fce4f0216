/** Subject strings: taken apart in their order, put together as they were, and as the subject that MARC's 650 becomes. */
import { expect, test } from 'vitest';
import { type Candidate, componentsOf, exact, instead, joined, mainOf, mainSort, pieces, sortsOf, subjectOf } from '../src/work/strings';

const texts = (text: string) => pieces(text)?.map((each) => [each.code, each.text]);
const term = (value: string, vocabulary = 'http://id.loc.gov/authorities/subjects'): Candidate => ({
  iri: `${vocabulary}/${value}`, label: { value, lang: null }, kind: 'TOPIC', vocabulary, usage: 1, matched: value,
});

test('double dashes set parts apart, with or without spaces', () => {
  const parts = [['', 'Libraries'], ['', 'Poland'], ['', 'History']];
  expect(texts('Libraries--Poland--History')).toEqual(parts);
  expect(texts(' Libraries -- Poland — History ')).toEqual(parts);
});

test('subfields say what each part is, however they are marked', () => {
  const parts = [['a', 'Libraries'], ['z', 'Poland'], ['x', 'History']];
  for (const mark of ['‡', 'ǂ', '$', '|', '\u001f']) {
    expect(texts(`${mark}a Libraries ${mark}z Poland ${mark}x History.`)).toEqual(parts);
    expect(texts(`${mark}aLibraries${mark}zPoland${mark}xHistory`)).toEqual(parts);
  }
  expect(texts('Libraries ‡z Poland ‡x History')).toEqual(parts);
});

test('a whole field says by its tag what its main heading is, and numbers and sources are no words of it', () => {
  const field = '600 10 $a Eco, Umberto, $d 1932-2016 $x Criticism and interpretation. $0 (DE-588)118529099 $2 gnd';
  expect(texts(field)).toEqual([['a', 'Eco, Umberto, 1932-2016'], ['x', 'Criticism and interpretation']]);
  expect(mainOf(field)).toBe('PERSON');
  expect(mainOf('=650  \\0$aLibraries$zPoland')).toBe('TOPIC');
  expect(texts('=650  \\0$aLibraries$zPoland')).toEqual([['a', 'Libraries'], ['z', 'Poland']]);
  expect(mainOf('Libraries--Poland')).toBeNull();
});

test('one name is no string: neither with a dash or a sum in it, nor with an empty part, nor over several lines', () => {
  for (const text of ['', 'Libraries', 'Jean-Paul', '1914-1918', 'Bonds worth $5 and $10', '--', 'Libraries--', '--Poland', '$a Libraries', 'a--b\nc--d']) {
    expect(pieces(text), text).toBeNull();
  }
});

test('put together again it is the same string', () => {
  const words = ['Libraries', 'Poland', '20th century', 'كتب', 'Łódź (Poland)', 'O’Neill, Eugene, 1888-1953', 'C++', 'A-B', '1914-1918'];
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 500; round += 1) {
    const parts = Array.from({ length: 2 + next(5) }, () => words[next(words.length)]!);
    expect(joined(pieces(parts.join('--'))!)).toBe(parts.join('--'));
    const codes = parts.map((_, place) => (place === 0 ? 'a' : 'xyzv'[next(4)]!));
    const field = parts.map((each, place) => `‡${codes[place]} ${each}`).join(' ');
    expect(pieces(field)!.map((each) => `‡${each.code} ${each.text}`).join(' ')).toBe(field);
    expect(joined(pieces(field)!)).toBe(parts.join('--'));
  }
});

test('a part is what its subfield says, else a topic, or a period where it begins with a year', () => {
  expect(sortsOf({ text: 'Poland', code: 'z' }, 1)[0]).toBe('PLACE');
  expect(sortsOf({ text: '20th century', code: '' }, 3)[0]).toBe('PERIOD');
  expect(sortsOf({ text: '1914-1918', code: '' }, 1)[0]).toBe('PERIOD');
  expect(sortsOf({ text: 'History', code: '' }, 1)).toEqual(['TOPIC', 'PLACE', 'PERIOD', 'GENRE_FORM']);
  expect(sortsOf({ text: 'Eco', code: 'a' }, 0, 'PERSON')[0]).toBe('PERSON');
});

test('a name is found whatever its case, marks and last full stop', () => {
  const found = [term('Lódz (Poland)'), term('Łódź'), term('Lodz')];
  expect(exact('LODZ.', found).map((each) => each.label.value)).toEqual(['Lodz']);
  expect(exact('lódz (poland)', found)).toEqual([found[0]]);
});

test('the subject has its parts in their order, each with its authority; the scheme is told where all are of it', () => {
  const parts = [
    { text: 'libraries', sort: 'TOPIC', term: term('Libraries') },
    { text: 'Poland', sort: 'PLACE', term: term('Poland', 'http://id.loc.gov/authorities/names') },
  ] as const;
  const made = subjectOf(parts);
  expect(made).toEqual({
    '@type': ['bf:Topic', 'madsrdf:ComplexSubject'],
    'rdfs:label': ['Libraries--Poland'],
    'madsrdf:authoritativeLabel': ['Libraries--Poland'],
    'bf:source': [{ '@id': 'http://id.loc.gov/authorities/subjects' }],
    'madsrdf:isMemberOfMADSScheme': [{ '@id': 'http://id.loc.gov/authorities/subjects' }],
    'madsrdf:componentList': [
      {
        '@list': [
          { '@id': 'http://id.loc.gov/authorities/subjects/Libraries', '@type': ['madsrdf:Topic'], 'madsrdf:authoritativeLabel': ['Libraries'] },
          { '@id': 'http://id.loc.gov/authorities/names/Poland', '@type': ['madsrdf:Geographic'], 'madsrdf:authoritativeLabel': ['Poland'] },
        ],
      },
    ],
  });
  const loose = subjectOf([...parts, { text: 'History', sort: 'TOPIC', term: null }]);
  expect(loose['bf:source']).toBeUndefined();
  expect(componentsOf(loose).map((each) => [each.code, each.text, each.iri !== undefined])).toEqual([['a', 'Libraries', true], ['z', 'Poland', true], ['x', 'History', false]]);
});

test('a person may be what a string is about, and has its name as agents have it', () => {
  const made = subjectOf([{ text: 'Eco, Umberto', sort: 'PERSON', term: null }, { text: 'Criticism', sort: 'TOPIC', term: null }]);
  const [list] = made['madsrdf:componentList'] as [{ '@list': unknown[] }];
  expect(list['@list'][0]).toEqual({ '@type': ['bf:Agent', 'bf:Person'], 'rdfs:label': ['Eco, Umberto'] });
});

test('a subject that is checked again keeps its address while its name is the same, and what is said of it besides', () => {
  const made = subjectOf([{ text: 'Poland', sort: 'PLACE', term: null }, { text: 'History', sort: 'TOPIC', term: null }]);
  const before = { ...made, '@id': 'https://c.example/h/subjects/1', 'bf:relation': [{ 'bf:relationship': ['depicted'] }] };
  expect(mainSort(before)).toBe('PLACE');
  expect(instead(before, made)).toEqual({ ...made, '@id': 'https://c.example/h/subjects/1', 'bf:relation': before['bf:relation'] });
  const other = subjectOf([{ text: 'Poland', sort: 'PLACE', term: null }, { text: 'Maps', sort: 'GENRE_FORM', term: null }]);
  expect(instead(before, other)['@id']).toBeUndefined();
  expect(instead({ '@id': 'https://c.example/h/subjects/2', 'rdfs:label': ['Salt'] }, made)).toEqual(made);
});
