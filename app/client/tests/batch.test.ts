/** Composing a batch and naming its records: what is sent is what the form says. */
import { expect, test } from 'vitest';
import { among, isMeant, named, searched } from '../src/batch/choosing';
import { type Target, composed, operationOf, targetsOf, textsOf } from '../src/batch/operations';
import type { Field, Form } from '../src/record/form';
import { compacted, expanded } from '../src/record/turtle';
import { fromAddress, toggled } from '../src/search/query';

const BF = 'http://id.loc.gov/ontologies/bibframe/';
const TARGET: Target = { property: 'bf:note', label: { en: 'Note' }, marc: '500', holds: 'part', types: ['bf:Note'], datatype: null, vocabulary: null, labelled: true };
const SUBJECT: Target = { ...TARGET, property: 'bf:subject', holds: 'term', vocabulary: 'subjects' };
const CODE: Target = { ...SUBJECT, property: 'bf:language', labelled: false };
const TERM = { iri: 'http://x/1', label: { value: 'Wars', lang: 'en' }, types: ['bf:Topic'] };

function field(some: Partial<Field>): Field {
  return { property: 'bf:note', label: { en: 'Note' }, marc: null, kind: 'text', hidden: false, shapes: [], types: [], datatype: null, vocabulary: null, ...some } as Field;
}

test('words are replaced in one property or everywhere, also by nothing', () => {
  const row = { ...composed(1), value: 'Grey', to: '' };
  expect(operationOf(row, [])).toEqual({ kind: 'REPLACE_TEXT', property: `${BF}mainTitle`, value: { '@value': 'Grey' }, to: { '@value': '' } });
  expect(operationOf({ ...row, property: '' }, [])).toMatchObject({ property: null });
});

test('what is not filled in yet is not sent', () => {
  expect(operationOf(composed(1), [])).toBeNull();
  expect(operationOf(composed(1, 'REPLACE_HEADING'), [])).toBeNull();
  expect(operationOf({ ...composed(1, 'ADD'), property: 'bf:note' }, [TARGET])).toBeNull();
  expect(operationOf({ ...composed(1, 'REMOVE'), property: '' }, [TARGET])).toBeNull();
});

test('a note is a part with its class, in the language that was said', () => {
  const row = { ...composed(1, 'ADD'), property: 'bf:note', to: 'Gift', language: 'en' };
  expect(operationOf(row, [TARGET])).toEqual({
    kind: 'ADD', property: `${BF}note`, to: { '@type': ['bf:Note'], 'rdfs:label': [{ '@value': 'Gift', '@language': 'en' }] },
  });
});

test('a term is looked for by its address alone, and put with its name where that is kept in place', () => {
  const row = { ...composed(1, 'REPLACE'), property: 'bf:subject', valueTerm: TERM, toTerm: TERM };
  expect(operationOf(row, [SUBJECT])).toEqual({
    kind: 'REPLACE', property: `${BF}subject`, value: { '@id': 'http://x/1' },
    to: { '@id': 'http://x/1', '@type': ['bf:Topic'], 'rdfs:label': [{ '@value': 'Wars', '@language': 'en' }] },
  });
  expect(operationOf({ ...composed(1, 'ADD'), property: 'bf:language', toTerm: TERM }, [CODE])).toMatchObject({ to: { '@id': 'http://x/1' } });
});

test('removing without a value takes all of them', () => {
  expect(operationOf({ ...composed(1, 'REMOVE'), property: 'bf:note' }, [TARGET])).toEqual({ kind: 'REMOVE', property: `${BF}note` });
});

test('a form offers each property once: texts, terms, and parts that are a text', () => {
  const inside = { fields: [field({ property: 'rdfs:label' })] };
  const title = { fields: [field({ property: 'bf:mainTitle', label: { en: 'Title proper' } })] };
  const fields = [
    field({ property: 'bf:title', kind: 'part', shapes: ['Title'] }), field({ kind: 'part', shapes: ['Note'] }), field({ kind: 'part', shapes: ['Note'] }),
    field({ property: 'bf:subject', kind: 'lookup', shapes: ['Topic'] }), field({ property: 'bf:hasInstance', kind: 'link' }),
  ];
  const form = { roots: [{ describes: 'Work', shape: 'Work' }], shapes: { Work: { fields }, Note: inside, Title: title } } as unknown as Form;
  expect(targetsOf(form, 'Work').map((each) => [each.property, each.holds])).toEqual([['bf:note', 'part'], ['bf:subject', 'term']]);
  expect(targetsOf(form, 'Instance')).toEqual([]);
  expect(textsOf(form).map((each) => each.property)).toEqual(['bf:mainTitle']);
});

test('names go to addresses and back', () => {
  expect(compacted(expanded('bf:note'))).toBe('bf:note');
});

test('records are named by links, ids and addresses, each once; what names none is told', () => {
  const told = named('https://c.example/app/harbor/record/rAbc123_-4\nrAbc123_-4, http://c.example/harbor/works/1; shelf');
  expect(told).toEqual({ ids: ['rAbc123_-4'], iris: ['http://c.example/harbor/works/1'], strange: ['shelf'] });
});

test('a search means records once it has words, or something of what hits have in common is picked', () => {
  const nothing = fromAddress(new URLSearchParams());
  expect(isMeant(nothing)).toBe(false);
  expect(isMeant({ ...nothing, text: 'salt' })).toBe(true);
  const picked = toggled(nothing, 'DECADE', '1990');
  expect(searched(picked)).toEqual({ query: null, instances: false, filters: [{ field: 'DECADE', anyOf: ['1990'] }] });
  const dropped = toggled(picked, 'DECADE', '1990');
  expect([isMeant(dropped), searched(dropped).filters]).toEqual([false, []]);
});

test('among instances nothing is picked that is told of works alone', () => {
  const picked = toggled(fromAddress(new URLSearchParams('text=salt')), 'DECADE', '1990');
  expect(searched(among(picked, 'Instance'))).toEqual({ query: 'salt', instances: true, filters: [] });
  expect(searched(among(picked, 'Work')).filters.length).toBe(1);
});
