/** Research: answers become tables, tables become other orders, CSV, charts and pictures. */
import { expect, test } from 'vitest';
import { type Cell, type Table, lineOf, tableOfSparql, tableOfTriples, tablesOfGraphql } from '../src/research/answers';
import { isReading } from '../src/research/asking';
import { chartColumns, dataOf, isSeries, points, spaced, ticks } from '../src/research/charts';
import { MOST_DOTS, joinedColumns, layout, local, networkOf, nextTo, titles } from '../src/research/networks';
import { calledOf, filesOf } from '../src/research/runs';
import { csv, isNumeric, sorted } from '../src/research/tables';

const iri = (value: string): Cell => ({ kind: 'iri', value });
const text = (value: string): Cell => ({ kind: 'literal', value });
const table = (columns: string[], ...rows: (Cell | null)[][]): Table => ({ columns, rows });
const nothing = { variables: [], rows: [], boolean: null, triples: null, truncated: false, tookMs: 1 };

test('rows of a SELECT keep their order and their empty cells', () => {
  const rows = [[{ type: 'IRI' as const, value: 'http://x/1', lang: null }, null]];
  expect(tableOfSparql({ ...nothing, variables: ['a', 'b'], rows })).toEqual(table(['a', 'b'], [{ ...iri('http://x/1'), lang: null }, null]));
  expect(tableOfSparql({ ...nothing, boolean: false }).rows).toEqual([[text('false')]]);
});

test('statements are read with their signs, their languages and what is escaped', () => {
  const found = tableOfTriples('<http://x/1> <http://x/p> "Say \\"ah\\"\\n\\u0644"@ar .\n_:b <http://x/p> <http://x/2> .\nnonsense\n');
  expect(found.columns).toEqual(['subject', 'predicate', 'object']);
  expect(found.rows.map((row) => row[2])).toEqual([{ kind: 'literal', value: 'Say "ah"\nل', lang: 'ar' }, iri('http://x/2')]);
  expect(found.rows[1]![0]).toEqual({ kind: 'bnode', value: 'b' });
});

test('the longest list of a GraphQL answer comes first, and lists in a few members are lists of their own', () => {
  const data = {
    search: {
      totalCount: 3,
      facets: [{ field: 'LANGUAGE', buckets: [{ label: 'Polish', count: 2 }, { label: 'Arabic', count: 1 }] }],
      nodes: ['a', 'b', 'c'].map((each) => ({ __typename: 'Work', iri: `http://x/${each}`, title: { full: each }, tags: [{ label: 'one' }, 'two'] })),
    },
  };
  const found = tablesOfGraphql(data);
  expect(found.map((each) => each.path)).toEqual(['search', 'search.facets.LANGUAGE.buckets', 'search.facets']);
  expect(found[0]!.table.columns).toEqual(['iri', 'title.full', 'tags']);
  expect(found[0]!.table.rows[0]).toEqual([iri('http://x/a'), text('a'), text('one; two')]);
  expect(tablesOfGraphql({ event: 3 })).toEqual([]);
});

test('a refusal names its line', () => {
  expect(lineOf('The query is not well formed: error at 12:9: expected [_].')).toBe(12);
  expect(lineOf('The query would write (DROP).')).toBeNull();
});

test('only what reads is asked; what is not well formed is for the server to refuse', () => {
  expect(['{ event }', 'query A { event } query B { event }', '{ event '].map(isReading)).toEqual([true, true, true]);
  expect(['mutation { x }', 'subscription { x }', 'query A { event } mutation B { x }'].map(isReading)).toEqual([false, false, false]);
});

test('numbers are sorted as numbers, names as the language has them, nothing stands last', () => {
  const found = table(['n', 'name'], [text('10'), text('Łódź')], [null, null], [text('9'), text('Lodz')], [text('100'), text('Mole')]);
  const order = (column: number, down: boolean, language = 'pl') => sorted(found, { column, down }, language).map((row) => row[0]?.value);
  expect(order(0, false)).toEqual(['9', '10', '100', undefined]);
  expect(order(0, true)).toEqual(['100', '10', '9', undefined]);
  expect(order(1, false)).toEqual(['9', '10', '100', undefined]);
  expect(isNumeric(found, 1)).toBe(false);
});

test('CSV quotes what needs it and defuses formulas, not numbers', () => {
  const rows = [[text('a "b", c'), text('-12.5')], [text('=HYPERLINK("x")'), null], [text('two\nlines'), text('-')]];
  expect(csv(['name', 'n'], rows)).toBe('name,n\r\n"a ""b"", c",-12.5\r\n"\'=HYPERLINK(""x"")",\r\n"two\nlines",\'-\r\n');
});

test('a chart is of the last column of numbers by the first other one; years are a line', () => {
  const years = table(['year', 'works'], ...[['1990', '4'], ['1991', '12'], ['1995', '7']].map((row) => row.map(text)));
  expect(chartColumns(years)).toEqual({ label: 0, value: 1 });
  expect(chartColumns(table(['a'], [text('x')]))).toBeNull();
  expect(isSeries(years, 0)).toBe(true);
  const data = dataOf(years, 0, 1, 10);
  expect(ticks(data.map((each) => each.value))).toEqual([0, 5, 10, 15]);
  expect(points(data, [0, 5, 10, 15], 100, 30)).toEqual([{ x: 0, y: 22 }, { x: 20, y: 6 }, { x: 100, y: 16 }]);
  expect([...spaced([{ x: 0 }, { x: 20 }, { x: 60 }, { x: 100 }], 50)]).toEqual([0, 2]);
  expect(ticks([0, 0])).toEqual([0, 1]);
  expect(ticks([-3, 4])[0]).toBeLessThanOrEqual(-3);
});

test('a picture is of statements between things, called by their labels, or of two columns of things', () => {
  const label = iri('http://www.w3.org/2000/01/rdf-schema#label');
  const graph = table(
    ['subject', 'predicate', 'object'],
    [iri('http://x/w/1'), iri('http://x/about'), iri('http://x/s/2')],
    [iri('http://x/w/1'), iri('http://x/about'), iri('http://x/s/2')],
    [iri('http://x/w/1'), label, text('Tides')],
  );
  expect(networkOf(graph, joinedColumns(graph)!)).toEqual({
    dots: [{ id: 'http://x/w/1', label: 'Tides', degree: 1 }, { id: 'http://x/s/2', label: '2', degree: 1 }],
    ties: [{ from: 0, to: 1, how: 'about' }],
    all: 1,
  });
  const pairs = table(['one', 'oneLabel', 'other'], [iri('http://x/a'), text('Ada'), iri('http://x/b')]);
  expect(networkOf(pairs, joinedColumns(pairs)!).dots.map((each) => each.label)).toEqual(['Ada', 'b']);
  expect(joinedColumns(table(['a', 'n'], [iri('http://x/a'), text('1')]))).toBeNull();
  expect(local('http://x/%E0%A4%A')).toBe('%E0%A4%A');
});

test('a large picture says how much of it is drawn', () => {
  const rows = Array.from({ length: MOST_DOTS + 20 }, (_, at) => [iri('http://x/middle'), iri(`http://x/${at}`)]);
  const found = networkOf(table(['a', 'b'], ...rows), [0, 1]);
  expect([found.dots.length, found.ties.length, found.all]).toEqual([MOST_DOTS, MOST_DOTS - 1, MOST_DOTS + 20]);
});

test('everything lies in the box, apart, and always alike; arrows lead to what is there', () => {
  const rows = Array.from({ length: 30 }, (_, at) => [iri(`http://x/${at % 5}`), iri(`http://x/o${at}`)]);
  const network = networkOf(table(['a', 'b'], ...rows), [0, 1]);
  const places = layout(network, 800, 500);
  expect(places).toEqual(layout(network, 800, 500));
  for (const { x, y } of places) {
    expect(x).toBeGreaterThanOrEqual(24);
    expect(x).toBeLessThanOrEqual(776);
    expect(y).toBeLessThanOrEqual(476);
  }
  const apart = places.flatMap((one, at) => places.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)));
  expect(Math.min(...apart)).toBeGreaterThan(10);
  const [crowd, few] = [titles(network, places, 800, new Set([7])), titles(network, places.map(() => ({ x: 5, y: 5 })), 800, new Set([7]))];
  expect(few.map((each) => each.at)).toEqual([7]);
  expect(few[0]!.x).toBeGreaterThan(5);
  expect(crowd[0]!.at).toBe(7);
  const square = [{ x: 0, y: 0 }, { x: 10, y: 1 }, { x: 0, y: 10 }];
  expect(nextTo(square, 0, 'ArrowRight')).toBe(1);
  expect(nextTo(square, 0, 'ArrowDown')).toBe(2);
  expect(nextTo(square, 0, 'ArrowLeft')).toBe(0);
});

test('a query in the background is called by what it says after its prologue, and its usual files come first', () => {
  expect(calledOf('# all\nPREFIX bf: <x:>\nSELECT ?w\n  { ?w a bf:Work }')).toBe('SELECT ?w { ?w a bf:Work }');
  expect(calledOf(`ASK { ${'?s ?p ?o . '.repeat(20)}}`)).toMatch(/^.{90}…$/);
  expect(calledOf('# nothing')).toBe('# nothing');
  const { usual, others } = filesOf(['csv', 'json', 'xml', 'tsv'].map((name) => ({ name })));
  expect([usual.length, others.map((each) => each.name)]).toEqual([2, ['xml', 'tsv']]);
});
