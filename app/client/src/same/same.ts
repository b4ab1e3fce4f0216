/** Two descriptions beside each other: what each says under one name, and what the other doesn't say. Pure. */
import type { ResultOf } from '../api/graphql';
import type { SIDES } from '../api/same';
import type { Key } from '../i18n/index.svelte';

type Node = NonNullable<ResultOf<typeof SIDES>['nodes'][number]>;
export type WorkSide = Extract<Node, { __typename: 'Work' }>;
export type AgentSide = Extract<Node, { __typename: 'Agent' }>;
export type Side = WorkSide | AgentSide;

export interface Said {
  readonly value: string;
  readonly lang: string | null;
  /** Whether the other side says something else here, and not this. */
  readonly isAlone: boolean;
}
export interface Line {
  readonly name: Key;
  readonly sides: readonly (readonly Said[])[];
  readonly differs: boolean;
}
type Plain = { readonly value: string; readonly lang?: string | null };
type Titled = { readonly full: string; readonly main: { readonly lang: string | null } };

/** What tells more of who somebody is, and differs as a rule. */
const CONTEXT: ReadonlySet<Key> = new Set<Key>(['same.works', 'same.libraries']);

export function isSide(node: Node | null): node is Side {
  return node !== null && (node.__typename === 'Work' || node.__typename === 'Agent');
}

/** Every name under which at least one says something, what differs being marked. */
export function compared(sides: readonly Side[]): Line[] {
  const said = sides.map((each) => (each.__typename === 'Work' ? ofWork(each) : ofAgent(each)));
  const names = [...new Set(said.flatMap((each) => [...each.keys()]))];
  return names.map((name) => line(name, said.map((each) => each.get(name) ?? []))).filter((each) => each.sides.some((one) => one.length > 0));
}

function line(name: Key, values: readonly (readonly Plain[])[]): Line {
  const keys = values.map((each) => new Set(each.map((one) => keyOf(one.value))));
  const isAlone = (key: string, at: number) => !CONTEXT.has(name) && keys.some((other, place) => place !== at && other.size > 0 && !other.has(key));
  const sides = values.map((each, at) => unique(each).map((one) => ({ value: one.value, lang: one.lang ?? null, isAlone: isAlone(keyOf(one.value), at) })));
  return { name, sides, differs: sides.flat().some((each) => each.isAlone) };
}

/** What is the same however it is capitalised and punctuated. */
function keyOf(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function unique(values: readonly Plain[]): Plain[] {
  return [...new Map(values.filter((each) => each.value !== '').map((each) => [keyOf(each.value), each])).values()];
}

function ofWork(work: WorkSide): Map<Key, Plain[]> {
  const editions = work.instances.nodes;
  return new Map<Key, Plain[]>([
    ['same.title', titles([work.title])],
    ['record.variants', titles(work.variantTitles)],
    ['record.contributions', work.contributions.nodes.map((each) => each.agent.name)],
    ['record.languages', labels(work.languages)],
    ['record.content', labels(work.contentTypes)],
    ['record.originDate', plain([work.originDate])],
    ['record.edition', plain(editions.map((each) => each.edition))],
    ['record.publication', editions.flatMap((each) => each.publication).map(published).filter((each) => each.value !== '')],
    ['record.extent', plain(editions.flatMap((each) => each.extent))],
    ['same.numbers', numbers(editions.flatMap((each) => each.identifiers))],
    ['record.subjects', work.subjects.nodes.flatMap(subject)],
  ]);
}

function ofAgent(agent: AgentSide): Map<Key, Plain[]> {
  return new Map<Key, Plain[]>([
    ['same.name', [agent.name]],
    ['same.variants', [...agent.variants]],
    ['same.born', plain([agent.birthDate])],
    ['same.died', plain([agent.deathDate])],
    ['same.numbers', numbers(agent.identifiers)],
    ['same.libraries', agent.works.nodes.flatMap((each) => each.provenance).flatMap((each) => each.tenant ?? each.network ?? []).map((each) => each.name)],
    ['same.works', titles(agent.works.nodes.map((each) => each.title))],
  ]);
}

function titles(found: readonly (Titled | null)[]): Plain[] {
  return found.flatMap((each) => (each === null ? [] : [{ value: each.full, lang: each.main.lang }]));
}

function labels(found: readonly { readonly iri: string; readonly label: Plain | null }[]): Plain[] {
  return found.map((each) => each.label ?? { value: each.iri });
}

function plain(found: readonly (string | null)[]): Plain[] {
  return found.flatMap((each) => (each === null ? [] : [{ value: each }]));
}

function numbers(found: readonly { readonly scheme: string; readonly value: string; readonly isCancelled: boolean }[]): Plain[] {
  return found.filter((each) => !each.isCancelled).map((each) => ({ value: `${each.scheme} ${each.value}` }));
}

function published(one: WorkSide['instances']['nodes'][number]['publication'][number]): Plain {
  const words = [...one.place, ...one.publisher].map((each) => each.value);
  return { value: [...words, one.dateText ?? one.date ?? ''].filter((each) => each !== '').join(', '), lang: one.publisher[0]?.lang ?? null };
}

function subject(found: WorkSide['subjects']['nodes'][number]): Plain[] {
  if (found.__typename === 'Concept') return found.label === null ? [] : [found.label];
  return found.__typename === 'Agent' ? [found.name] : titles([found.title]);
}

interface Weighed {
  readonly weight: number;
}

/** What speaks for it, the strongest first, then what speaks against; what weighs nothing is left out. */
export function weighed<T extends Weighed>(evidence: readonly T[]): { readonly speaksFor: T[]; readonly against: T[] } {
  const sorted = evidence.toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  return { speaksFor: sorted.filter((each) => each.weight > 0), against: sorted.filter((each) => each.weight < 0) };
}

/** Which of a queue to look at: `wanted` where it is there, else the first that wasn't put off, else the first. */
export function nextOf<T extends { readonly iri: string }>(queue: readonly T[], wanted: string | null, later: ReadonlySet<string>): T | null {
  return queue.find((each) => each.iri === wanted) ?? queue.find((each) => !later.has(each.iri)) ?? queue[0] ?? null;
}

/** The one after another in a queue that wasn't put off, from the beginning again at its end; null where there is none. */
export function after<T extends { readonly iri: string }>(queue: readonly T[], iri: string, later: ReadonlySet<string>): string | null {
  const at = queue.findIndex((each) => each.iri === iri);
  const rest = [...queue.slice(at + 1), ...queue.slice(0, Math.max(at, 0))];
  return (rest.find((each) => !later.has(each.iri)) ?? rest[0])?.iri ?? null;
}
