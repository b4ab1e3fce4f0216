/** Subject strings: `Libraries--Poland--History`, or with subfields as MARC has them, taken apart into what each part
 * may be; and put together again as the subject that 650 becomes. Pure. */
import type { ResultOf } from '../api/graphql';
import type { LOOK_UP_EACH, Label } from '../api/looking';
import { type Part, isPart, labelOf, listed, textOf, values } from '../record/node';

/** What a part is: of the main heading and its subdivisions, those that the subfield says. */
export type Sort = 'TOPIC' | 'PLACE' | 'PERIOD' | 'GENRE_FORM' | 'PERSON' | 'FAMILY' | 'ORGANIZATION' | 'JURISDICTION' | 'MEETING';
export interface Piece {
  readonly text: string;
  /** The code of its subfield; empty where the string doesn't say what it is. */
  readonly code: string;
  /** The authority it leads to already. */
  readonly iri?: string;
}
export const DIVISIONS: readonly Sort[] = ['TOPIC', 'PLACE', 'PERIOD', 'GENRE_FORM'];
export const MAIN: readonly Sort[] = [...DIVISIONS, 'PERSON', 'FAMILY', 'ORGANIZATION', 'JURISDICTION', 'MEETING'];

const DIVIDED: Readonly<Record<string, Sort>> = { x: 'TOPIC', z: 'PLACE', y: 'PERIOD', v: 'GENRE_FORM' };
const MAIN_OF: Readonly<Record<string, Sort>> = { '600': 'PERSON', '610': 'ORGANIZATION', '611': 'MEETING', '648': 'PERIOD', '650': 'TOPIC', '651': 'PLACE' };
/** Subfields that name numbers, sources, roles or links, and are no words of a heading. */
const ASIDE = /^[0-9ew]$/;
const MARK = /[‡ǂ|$\u001f]([a-z0-9])(?=\s*\S)/gu;
const FIELD = /^\s*=?(6\d\d)[\s:]+(?:[\d_#\\^ ]{0,2}\s*)(?=[‡ǂ|$\u001f])/u;

/** The parts of a subject string in their order; null for a text that is one name. */
export function pieces(text: string): Piece[] | null {
  const line = text.trim();
  if (line === '' || /\n\s*\S/.test(line)) return null;
  const found = coded(line) ?? dashed(line);
  return found !== null && found.length > 1 && found.every((each) => each.text !== '') ? found : null;
}

/** What the tag before a field says that its main heading is. */
export function mainOf(text: string): Sort | null {
  return MAIN_OF[FIELD.exec(text)?.[1] ?? ''] ?? null;
}

function dashed(line: string): Piece[] | null {
  const parts = line.split(/\s*--\s*|\s+—\s+/u);
  return parts.length === 1 ? null : parts.map((each) => ({ text: each.trim(), code: '' }));
}

/** By subfields: those of the main heading together, each subdivision by itself. */
function coded(line: string): Piece[] | null {
  const body = line.replace(FIELD, '');
  const marks = [...body.matchAll(MARK)];
  if (marks.length === 0) return null;
  const before = body.slice(0, marks[0]!.index).trim();
  const parts = marks.map((each, index) => ({ code: each[1]!, text: body.slice(each.index + 2, marks[index + 1]?.index).trim() }));
  const said = [...(before === '' ? [] : [{ code: 'a', text: before }]), ...parts].filter((each) => !ASIDE.test(each.code));
  const main = said.filter((each) => DIVIDED[each.code] === undefined).map((each) => each.text).join(' ');
  const divisions = said.filter((each) => DIVIDED[each.code] !== undefined);
  const found = [{ code: 'a', text: main }, ...divisions];
  return found.map((each, index) => ({ ...each, text: index === found.length - 1 ? unstopped(each.text) : each.text.replace(/[\s,]+$/u, '') }));
}

/** A word without the full stop that ends a field. */
function unstopped(text: string): string {
  return text.replace(/(?<=[\p{Ll}\p{Lo}]{3}|[)\d])\.$/u, '');
}

/** The heading of the whole. */
export function joined(parts: readonly { readonly text: string }[]): string {
  return parts.map((each) => each.text).join('--');
}

/** What a part may be: what its subfield says, else all of it; the first is what it is taken for unless something is found. */
export function sortsOf(piece: Piece, place: number, main: Sort | null = null): readonly Sort[] {
  const said = place === 0 ? main : DIVIDED[piece.code];
  const all = place === 0 ? MAIN : DIVISIONS;
  const first = said ?? (place > 0 && /^(?:to |ca\. )?\d{2,4}\b|\bcentury\b/iu.test(piece.text) ? 'PERIOD' : 'TOPIC');
  return [first, ...all.filter((each) => each !== first)];
}

/** Whether the string itself says what a part is. */
export function isSaid(piece: Piece, place: number, main: Sort | null = null): boolean {
  return place === 0 ? main !== null : DIVIDED[piece.code] !== undefined;
}

type Term = ResultOf<typeof LOOK_UP_EACH>['lookUpEach'][number]['terms'][number];
export interface Candidate {
  readonly iri: string;
  readonly label: Label;
  readonly kind: Term['kind'];
  readonly vocabulary: string | null;
  readonly usage: number | null;
  /** The form of its name that was found. */
  readonly matched: string;
}

/** Of what was found for a text, what is called exactly so, whatever the case and the marks at its end. */
export function exact(text: string, found: readonly Candidate[]): Candidate[] {
  const wanted = plain(text);
  return found.filter((each) => plain(each.label.value) === wanted || plain(each.matched) === wanted);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

export interface Chosen {
  readonly text: string;
  readonly sort: Sort;
  readonly term: Candidate | null;
}

const COMPONENT: Readonly<Record<Sort, readonly string[]>> = {
  TOPIC: ['madsrdf:Topic'],
  PLACE: ['madsrdf:Geographic'],
  PERIOD: ['madsrdf:Temporal'],
  GENRE_FORM: ['madsrdf:GenreForm'],
  PERSON: ['bf:Agent', 'bf:Person'],
  FAMILY: ['bf:Agent', 'bf:Family'],
  ORGANIZATION: ['bf:Agent', 'bf:Organization'],
  JURISDICTION: ['bf:Agent', 'bf:Jurisdiction'],
  MEETING: ['bf:Agent', 'bf:Meeting'],
};
const LCSH = 'http://id.loc.gov/authorities/subjects';
const LOC = [LCSH, 'http://id.loc.gov/authorities/names', 'http://id.loc.gov/authorities/genreForms'];

/** The subject that a field 650 with these subdivisions becomes: of the Library of Congress where all of its parts are. */
export function subjectOf(parts: readonly Chosen[]): Part {
  const names = parts.map((each) => ({ text: each.term?.label.value ?? each.text }));
  const source = parts.every((each) => LOC.includes(each.term?.vocabulary ?? '')) ? { 'bf:source': [{ '@id': LCSH }], 'madsrdf:isMemberOfMADSScheme': [{ '@id': LCSH }] } : {};
  return {
    '@type': ['bf:Topic', 'madsrdf:ComplexSubject'],
    'rdfs:label': [joined(names)],
    'madsrdf:authoritativeLabel': [joined(names)],
    ...source,
    'madsrdf:componentList': [{ '@list': parts.map((each, index) => component(each, names[index]!.text)) }],
  };
}

function component({ sort, term }: Chosen, name: string): Part {
  const types = COMPONENT[sort];
  const property = types[0] === 'bf:Agent' ? 'rdfs:label' : 'madsrdf:authoritativeLabel';
  return { ...(term === null ? {} : { '@id': term.iri }), '@type': types, [property]: [name] };
}

/** The parts of a subject that is one. */
export function componentsOf(node: Part): Piece[] {
  const list = values(node, 'madsrdf:componentList').flatMap((each) => listed(each) ?? []);
  return list.filter((each): each is Part => typeof each === 'object' && isPart(each)).map((each, place) => {
    const text = values(each, 'madsrdf:authoritativeLabel').map(textOf)[0] ?? labelOf(each).value;
    const code = place === 0 ? 'a' : (Object.entries(DIVIDED).find(([, sort]) => isOf(each, sort))?.[0] ?? '');
    const iri = each['@id'] ?? '';
    return iri === '' || iri.includes('#') ? { text, code } : { text, code, iri };
  });
}

/** What the main heading of a subject is. */
export function mainSort(node: Part): Sort | null {
  const [first] = values(node, 'madsrdf:componentList').flatMap((each) => listed(each) ?? []);
  return typeof first === 'object' && isPart(first) ? (MAIN.find((each) => isOf(first, each)) ?? null) : null;
}

function isOf(node: Part, sort: Sort): boolean {
  return node['@type']?.includes(COMPONENT[sort].at(-1)!) ?? false;
}

const PUT_ANEW = new Set(['rdfs:label', 'madsrdf:authoritativeLabel', 'madsrdf:componentList', 'bflc:marcKey', 'bf:source', 'madsrdf:isMemberOfMADSScheme']);

/** The subject in the place of one that said more: what is said of it besides its name stays, and so does its address
 * while its name is the same. */
export function instead(before: Part | null, made: Part): Part {
  if (before === null || componentsOf(before).length === 0) return made;
  const stays = Object.entries(before).filter(([name]) => !name.startsWith('@') && !PUT_ANEW.has(name));
  const { '@id': id } = before;
  return { ...(id !== undefined && labelOf(before).value === labelOf(made).value ? { '@id': id } : {}), ...Object.fromEntries(stays), ...made };
}
