/** Which field a value belongs to, what is kept beside, and what a new description begins as. */
import { expect, test } from 'vitest';
import { type Field, type Form, type Shape, fieldsTo, fresh, freshRoot, rootShape, rowsOf, sectionsOf } from '../src/record/form';
import { isEmpty, pruned } from '../src/record/node';

function field(key: string, property: string, more: Partial<Field> = {}): Field {
  return {
    key, property, label: { en: key }, help: {}, group: null, marc: null, kind: 'text', required: false, severity: null, repeatable: true, ordered: false,
    hidden: false, datatype: null, shapes: [], classes: [], types: [], vocabulary: null, choices: null, pattern: null, languages: null, default: null, example: null,
    ...more,
  };
}

function shape(id: string, classes: string[], fields: Field[], describes: string | null = null): Shape {
  return { id, label: {}, help: {}, describes, classes, types: classes.slice(0, 1), fields };
}

const TITLE = shape('Title', ['bf:Title', 'bf:VariantTitle'], [field('main', 'bf:mainTitle', { required: true }), field('sub', 'bf:subtitle')]);
const WORK = shape(
  'Work',
  ['bf:Work'],
  [
    field('title', 'bf:title', { kind: 'part', shapes: ['Title'], classes: ['bf:Title'], types: ['bf:Title'], required: true, group: 'title' }),
    field('variant', 'bf:title', { kind: 'part', shapes: ['Title'], classes: ['bf:VariantTitle'], types: ['bf:VariantTitle'], group: 'title' }),
    field('language', 'bf:language', { kind: 'lookup', vocabulary: 'languages', default: { '@id': 'http://id.loc.gov/vocabulary/languages/eng' } }),
    field('date', 'bf:originDate', { kind: 'date', datatype: 'edtf:edtf' }),
    field('instances', 'bf:hasInstance', { kind: 'link', hidden: true, required: true }),
  ],
  'Work',
);
const FORM: Form = { id: 'test', label: {}, help: {}, roots: [{ describes: 'Work', shape: 'Work' }], groups: [{ id: 'title', label: { en: 'Title' } }], shapes: { Work: WORK, Title: TITLE } };
const NODE = {
  '@id': '_:w',
  '@type': ['bf:Work', 'bf:Text'],
  'bf:title': [{ '@type': ['bf:VariantTitle'], 'bf:mainTitle': ['V'] }, { '@type': ['bf:Title'], 'bf:mainTitle': ['T'] }, 'a text where a title should be'],
  'bf:rights': ['kept'],
};

test('each value goes to the first field of its property that takes its class, at its own place', () => {
  const { rows } = rowsOf(FORM, WORK, NODE);
  const places = Object.fromEntries(rows.map((each) => [each.field.key, each.entries.map((entry) => entry.index)]));
  expect(places).toEqual({ title: [1], variant: [0], language: [], date: [] });
});

test('what no field takes is shown apart, not lost', () => {
  const { strays } = rowsOf(FORM, WORK, NODE);
  expect(strays.map((each) => [each.property, each.entries.length])).toEqual([['bf:title', 1], ['bf:rights', 1]]);
});

test('every value of a description is in a row or apart, exactly once', () => {
  const { rows, strays } = rowsOf(FORM, WORK, NODE);
  const places = [...rows.flatMap((row) => row.entries.map((each) => `${row.field.property}${each.index}`)), ...strays.flatMap((stray) => stray.entries.map((each) => `${stray.property}${each.index}`))];
  expect(places.toSorted()).toEqual(['bf:rights0', 'bf:title0', 'bf:title1', 'bf:title2']);
});

test('rows stand in the groups of the form, those without a group last', () => {
  const sections = sectionsOf(FORM, rowsOf(FORM, WORK, NODE).rows);
  expect(sections.map((each) => [each.id, each.rows.length])).toEqual([['title', 2], ['', 2]]);
});

test('a new description has what must be said and the defaults, and nothing hidden', () => {
  const node = freshRoot(FORM, 'Work', 'w');
  expect(node).toEqual({
    '@id': '_:w', '@type': ['bf:Work'], 'bf:title': [{ '@type': ['bf:Title'], 'bf:mainTitle': [''] }],
    'bf:language': [{ '@id': 'http://id.loc.gov/vocabulary/languages/eng' }],
  });
  expect(rootShape(FORM, node)).toBe(WORK);
});

test('what is empty is not sent, and what is only pointed at is not empty', () => {
  expect(pruned({ '@id': '_:w', '@type': ['bf:Work'], 'bf:title': [fresh(FORM, WORK.fields[0]!)], 'bf:note': ['', 'n'], 'bf:language': [{}, { '@id': 'http://x/eng' }] })).toEqual({
    '@id': '_:w', '@type': ['bf:Work'], 'bf:note': ['n'], 'bf:language': [{ '@id': 'http://x/eng' }],
  });
});

test('what a record said before is never dropped unasked', () => {
  const node = {
    '@id': 'http://x/w', '@type': ['bf:Work'],
    'bf:adminMetadata': [{ '@id': 'http://x/w#adminMetadata-1', '@type': ['bf:AdminMetadata'], 'bf:generationProcess': [{ '@id': 'https://catalograph.org/ns/lsp#marcConversion' }] }],
    'bf:title': [{ '@id': 'http://x/w#title-1', '@type': ['bf:Title'] }],
  };
  expect(pruned(node)).toEqual(node);
  expect(isEmpty({ '@id': 'http://x/w#title-1', '@type': ['bf:Title'], 'bf:mainTitle': [''] })).toBe(true);
});

test('a place is called by the fields that take what is there, and by its property where none does', () => {
  const node = { '@type': ['bf:Work'], 'bf:title': [{ '@type': ['bf:VariantTitle'], 'bf:mainTitle': ['Salt'] }], 'bf:odd': ['x'] };
  const called = (way: string[]) => fieldsTo(FORM, node, way).map((each) => (typeof each === 'string' ? each : each.key));
  expect(called(['bf:title', 'bf:mainTitle'])).toEqual(['variant', 'main']);
  expect(called(['bf:language', 'bf:code'])).toEqual(['language', 'bf:code']);
  expect(called(['bf:odd'])).toEqual(['bf:odd']);
});

test('an ordered list stays as long as something is in it', () => {
  const parts = { '@list': [{ '@type': ['madsrdf:Topic'], 'madsrdf:authoritativeLabel': ['Libraries'] }] };
  const subject = { '@type': ['bf:Topic'], 'rdfs:label': ['Libraries--Poland'], 'madsrdf:componentList': [parts] };
  expect(pruned({ '@type': ['bf:Work'], 'bf:subject': [subject] })).toEqual({ '@type': ['bf:Work'], 'bf:subject': [subject] });
  expect(isEmpty({ '@list': [] })).toBe(true);
});
