import { expect, test } from 'vitest';
import { byLanguage, filled, lastOf, shares, toConsole, wouldBeGone } from '../src/collections/asked';

const library = (slug: string, works: number, both: number) => ({ works, both, tenant: { slug, graph: `https://l.example/${slug}/graphs/catalogue`, name: { value: slug, lang: 'en' } } });

test('how far others overlap is told as shares of either collection', () => {
  const found = [library('harbor', 200, 200), library('lindenau', 50, 25), library('quay', 0, 0)];
  expect(shares(found, 'harbor').map((each) => [each.slug, each.ofHere, each.ofThere])).toEqual([['lindenau', 0.125, 0.5], ['quay', 0, 0]]);
});

test('a copy is the last where one library has one, and nobody else any', () => {
  const harbor = { total: 1, tenant: { slug: 'harbor' } };
  expect(lastOf([harbor])?.slug).toBe('harbor');
  expect(wouldBeGone([harbor], 'harbor')).toBe(true);
  expect(wouldBeGone([harbor], 'lindenau')).toBe(false);
  for (const more of [[], [{ ...harbor, total: 2 }], [harbor, { total: 1, tenant: { slug: 'lindenau' } }]]) expect(lastOf(more)).toBeNull();
});

test('a question begins in the console with addresses put in, and with nothing else', () => {
  const question = { key: 'holders', takes: ['work'], sparql: 'SELECT ?x WHERE { {work} ?p ?x }' };
  const query = new URLSearchParams(toConsole('holders', 'rivers', { work: 'https://l.example/w' }));
  expect(filled(question, query)).toBe('SELECT ?x WHERE { <https://l.example/w> ?p ?x }');
  for (const bad of ['', 'x', 'https://l.example/w> } #', 'javascript:alert(1)']) expect(filled(question, new URLSearchParams({ work: bad }))).toBeNull();
  expect(filled(question, new URLSearchParams({ work: "https://l.example/$'" }))).toBe("SELECT ?x WHERE { <https://l.example/$'> ?p ?x }");
});

test('versions are told by language, most first and those of none last', () => {
  const version = (iri: string, language: string | null) => ({ iri, language: language === null ? null : { iri: language, label: null }, instance: null });
  const found = byLanguage([version('a', null), version('b', null), version('c', 'pol'), version('d', 'ger'), version('e', 'ger')] as never);
  expect(found.map((each) => [each.key, each.versions.length])).toEqual([['ger', 2], ['pol', 1], ['', 2]]);
});
