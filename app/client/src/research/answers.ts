/** What a query answered, as tables: rows of SPARQL, statements of a graph, and the lists in an answer of GraphQL. */

export interface Cell {
  kind: 'iri' | 'literal' | 'bnode';
  value: string;
  lang?: string | null;
}
export interface Table {
  columns: string[];
  rows: (Cell | null)[][];
}
export interface SparqlAnswer {
  variables: readonly string[];
  rows: readonly (readonly ({ type: 'IRI' | 'LITERAL' | 'BNODE'; value: string; lang: string | null } | null)[])[];
  boolean: boolean | null;
  triples: string | null;
  truncated: boolean;
  tookMs: number;
}
export const STATEMENT = ['subject', 'predicate', 'object'];
const KINDS = { IRI: 'iri', LITERAL: 'literal', BNODE: 'bnode' } as const;

export function tableOfSparql(answer: SparqlAnswer): Table {
  if (answer.triples !== null) return tableOfTriples(answer.triples);
  if (answer.boolean !== null) return { columns: ['ask'], rows: [[literal(String(answer.boolean))]] };
  const rows = answer.rows.map((row) =>
    row.map((each): Cell | null => (each === null ? null : { kind: KINDS[each.type], value: each.value, lang: each.lang })),
  );
  return { columns: [...answer.variables], rows };
}

const TERM = String.raw`<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<[^>]*>)?`;
const LINE = new RegExp(String.raw`^(?:${TERM})\s+(?:${TERM})\s+(?:${TERM})\s*\.$`);

/** The statements of N-Triples; a line that is none is left out. */
export function tableOfTriples(text: string): Table {
  const rows = text.split('\n').flatMap((line) => {
    const found = LINE.exec(line.trim());
    return found === null ? [] : [[term(found, 1), term(found, 5), term(found, 9)]];
  });
  return { columns: STATEMENT, rows };
}

function term(found: RegExpExecArray, at: number): Cell {
  if (found[at] !== undefined) return { kind: 'iri', value: unescaped(found[at]) };
  if (found[at + 1] !== undefined) return { kind: 'bnode', value: found[at + 1]! };
  return { kind: 'literal', value: unescaped(found[at + 2] ?? ''), lang: found[at + 3] ?? null };
}

const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, sign: string) => {
    const code = (short ?? long) as string | undefined;
    return code === undefined ? (SIGNS[sign] ?? sign) : String.fromCodePoint(parseInt(code, 16));
  });
}

/** Every list of objects in an answer of GraphQL, by where it is: the longest first. */
export function tablesOfGraphql(data: unknown): { path: string; table: Table }[] {
  const found: { path: string; table: Table }[] = [];
  gather(data, [], found);
  return found.sort((one, other) => other.table.rows.length - one.table.rows.length);
}

type Thing = Record<string, unknown>;

function gather(value: unknown, path: string[], found: { path: string; table: Table }[]): void {
  if (Array.isArray(value)) {
    const things = value.filter(isThing);
    if (things.length > 0) found.push({ path: path.join('.'), table: tableOf(things) });
    // What hangs on each member is part of its row; but a facet is a list of its own.
    for (const each of things) if (typeof each['field'] === 'string') gatherBelow(each, [...path, each['field']], found);
  } else if (isThing(value)) gatherBelow(value, path, found);
}

function gatherBelow(thing: Thing, path: string[], found: { path: string; table: Table }[]): void {
  for (const [name, each] of Object.entries(thing)) gather(each, isFrame(name) ? path : [...path, name], found);
}

function tableOf(things: Thing[]): Table {
  const flat = things.map((each) => new Map(leaves(each, [])));
  const columns = [...new Set(flat.flatMap((each) => [...each.keys()]))];
  return { columns, rows: flat.map((each) => columns.map((column) => each.get(column) ?? null)) };
}

/** The texts and numbers below a thing by their paths; those of a list below it stand together in one cell. */
function leaves(thing: Thing, path: string[]): [string, Cell][] {
  return Object.entries(thing).flatMap(([name, value]): [string, Cell][] => {
    const here = isFrame(name) ? path : [...path, name];
    if (name === '__typename' || value === null || value === undefined) return [];
    if (Array.isArray(value)) {
      const text = value.map(brief).filter((each) => each !== '').join('; ');
      return text === '' ? [] : [[here.join('.'), literal(text)]];
    }
    if (isThing(value)) return leaves(value, here);
    const text = String(value);
    return [[here.join('.'), /^https?:\/\/\S+$/.test(text) ? { kind: 'iri', value: text } : literal(text)]];
  });
}

function brief(value: unknown): string {
  if (value === null || value === undefined) return '';
  return isThing(value) ? leaves(value, []).map(([, cell]) => cell.value).join(' ') : String(value);
}

function isFrame(name: string): boolean {
  return name === 'nodes' || name === 'edges' || name === 'node';
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function literal(value: string): Cell {
  return { kind: 'literal', value };
}

/** The line, from 1, that a refusal of SPARQL is about: the reader says `error at 2:9`. */
export function lineOf(message: string): number | null {
  const found = /\berror at ([0-9]+):[0-9]+/.exec(message);
  return found === null ? null : Number(found[1]);
}
