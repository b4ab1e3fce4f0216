/** Merging and splitting: what is to be chosen, and how what moves is named to the server. */
import { expect, test } from 'vitest';
import { PREFIXES } from '../src/record/turtle';
import { differences, movable } from '../src/unite/uniting';

const bf = (name: string) => `${PREFIXES['bf']}${name}`;
const proper = (text: string) => ({ '@type': ['bf:Title'], 'bf:mainTitle': [text] });

test('of titles the title proper is chosen; what a description hangs on follows from which is kept', () => {
  const variant = { '@type': ['bf:VariantTitle'], 'bf:mainTitle': ['V'] };
  const [keep, other] = [{ 'bf:title': [variant, proper('Salt')], 'bf:adminMetadata': [{ 'bf:code': ['1'] }] }, { 'bf:title': [proper('Slat')] }];
  expect(differences(keep, other, [{ path: bf('title') }, { path: bf('adminMetadata') }, { path: bf('title') }])).toEqual([
    { path: bf('title'), mine: [proper('Salt')], theirs: [proper('Slat')], isChosen: true },
    { path: bf('adminMetadata'), mine: [{ 'bf:code': ['1'] }], theirs: [], isChosen: false },
  ]);
});

test('what moves is named by its text, its language or datatype, or its address; editions move by themselves', () => {
  const root = 'https://c.example/h/works/1';
  const node = {
    '@id': root,
    '@type': ['bf:Work'],
    'bf:title': [{ '@id': `${root}#title-1`, ...proper('Salt') }],
    'bf:note': ['n', { '@value': 'm', '@language': 'pl' }, { '@value': '2001', '@type': 'edtf:edtf' }],
    'bf:subject': [{ '@id': 'https://c.example/h/subjects/2', 'rdfs:label': ['Sea'] }, { 'rdfs:label': ['unnamed'] }],
    'bf:hasInstance': [{ '@id': 'https://c.example/h/instances/1' }],
  };
  expect(movable(node).map((each) => each.statement)).toEqual([
    { predicate: bf('title'), iri: '#title-1' },
    { predicate: bf('note'), value: 'n' },
    { predicate: bf('note'), value: 'm', lang: 'pl' },
    { predicate: bf('note'), value: '2001', datatype: `${PREFIXES['edtf']}edtf` },
    { predicate: bf('subject'), iri: 'https://c.example/h/subjects/2' },
  ]);
});
