/** Authorities: the description that the form makes, and what giving a heading another name changes of it. */
import { expect, test } from 'vitest';
import { KINDS, emptyForm, kindOf, made, makeable, renamed } from '../src/authority/authority';

const kind = (id: string) => KINDS.find((each) => each.id === id)!;

test('a person has a name, its other forms, and when they lived; what was left empty is not said', () => {
  const form = { ...emptyForm(' Keeper, Ada '), variants: [{ text: 'Keeper, A.', language: 'en' }, { text: ' ', language: '' }], born: '1901' };
  expect(made(kind('PERSON'), form)).toEqual({
    '@type': ['bf:Agent', 'bf:Person'],
    'rdfs:label': ['Keeper, Ada'],
    'madsrdf:hasVariant': [{ '@type': ['madsrdf:Variant'], 'madsrdf:variantLabel': [{ '@value': 'Keeper, A.', '@language': 'en' }] }],
    'madsrdf:birthDate': ['1901'],
  });
});

test('a subject has its established form and what is broader', () => {
  const form = { ...emptyForm('Sieges'), broader: { iri: 'http://x/wars', label: { value: 'Wars', lang: null } } };
  expect(made(kind('TOPIC'), form)).toMatchObject({
    'madsrdf:authoritativeLabel': ['Sieges'],
    'madsrdf:hasBroaderAuthority': [{ '@id': 'http://x/wars', 'rdfs:label': ['Wars'] }],
  });
});

test('another name is written wherever it calls itself so, in its language; the old one leads to it', () => {
  const node = {
    '@context': 'x', '@id': 'http://x/1', '@type': ['bf:Person'],
    'rdfs:label': [{ '@value': 'Old', '@language': 'en' }, 'قديم'],
    'madsrdf:isIdentifiedByAuthority': [{ '@id': '#a', 'madsrdf:authoritativeLabel': ['Old'] }],
    'bf:note': [{ '@id': '#n', 'rdfs:label': ['Old'] }],
  };
  expect(renamed(node, 'New', true)).toEqual({
    '@id': 'http://x/1', '@type': ['bf:Person'],
    'rdfs:label': [{ '@value': 'New', '@language': 'en' }, 'قديم'],
    'madsrdf:isIdentifiedByAuthority': [{ '@id': '#a', 'madsrdf:authoritativeLabel': ['New'] }],
    'bf:note': [{ '@id': '#n', 'rdfs:label': ['Old'] }],
    'madsrdf:hasVariant': [{ '@type': ['madsrdf:Variant'], 'madsrdf:variantLabel': [{ '@value': 'Old', '@language': 'en' }] }],
  });
});

test('an old name that leads to it already is not said twice, and none is kept unasked', () => {
  const node = { 'rdfs:label': ['Old'], 'madsrdf:hasVariant': [{ 'madsrdf:variantLabel': ['Old'] }] };
  expect(renamed(node, 'New', true)['madsrdf:hasVariant']).toHaveLength(1);
  expect(renamed({ 'rdfs:label': ['Old'] }, 'New', false)).toEqual({ 'rdfs:label': ['New'] });
});

test('its most special class tells what a heading is', () => {
  expect(kindOf(['http://id.loc.gov/ontologies/bibframe/Agent', 'http://id.loc.gov/ontologies/bibframe/Person'])).toBe('PERSON');
  expect(kindOf(['http://www.w3.org/2004/02/skos/core#Concept'])).toBeNull();
});

test('a field offers to make what it takes: no place where agents stand, no series where a uniform title does', () => {
  const ids = (terms: string[], classes: string[]) => makeable(terms, classes).map((each) => each.id);
  expect(ids(['AGENT'], ['bf:Person', 'bf:Organization'])).toEqual(['PERSON', 'ORGANIZATION']);
  expect(ids(['SUBJECT'], ['bf:Topic', 'bf:Place'])).toEqual(['TOPIC', 'PLACE']);
  expect(ids(['PLACE'], [])).toEqual(['PLACE']);
  expect(ids(['WORK'], ['bf:Series', 'bf:Hub'])).toEqual(['SERIES']);
  expect(ids(['WORK'], ['bf:Hub'])).toEqual([]);
  expect(ids(['LANGUAGE'], [])).toEqual([]);
});
