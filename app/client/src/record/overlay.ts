/** Laying another description over ours: what differs, root by root and field by field, and what becomes of it once a
 * person has chosen. Nothing of either side goes that a choice was not shown for. Pure. */
import { type Part, type Value, isLiteral, isPart, properties, textOf, values } from './node';

export type Choice = 'ours' | 'theirs' | 'both';
export type Kind = 'Work' | 'Instance' | 'Item' | 'Holdings';
/** One field of one root: what both say alike, what only we say and what only they say. */
export interface Row {
  readonly key: string;
  readonly property: string;
  readonly same: readonly Value[];
  readonly ours: readonly Value[];
  readonly theirs: readonly Value[];
  /** A library's own business: it stays as it is unless somebody chooses otherwise. */
  readonly isLocal: boolean;
}
/** A root of ours with theirs beside it; without ours it is one that we don't have, to be taken whole or left. */
export interface Pair {
  readonly key: string;
  readonly kind: Kind;
  readonly ours: Part | null;
  readonly theirs: Part;
  readonly rows: readonly Row[];
}
export type Choices = Readonly<Record<string, Choice>>;
export type Stance = 'ours' | 'missing' | 'both' | 'theirs';

const KINDS: Readonly<Record<string, Kind>> = { 'bf:Work': 'Work', 'bf:Instance': 'Instance', 'bf:Item': 'Item', 'lsp:Holdings': 'Holdings' };
/** How roots hang on one another, and what imports know them by: ours stay as they are. */
const FIXED = new Set(['bf:hasInstance', 'bf:instanceOf', 'bf:hasItem', 'bf:itemOf', 'lsp:holdingsFor', 'lsp:inHoldings', 'lsp:controlNumber', 'lsp:hides', '@id', '@context']);
/** What only repeats a heading for machines. */
const SILENT = new Set(['bflc:marcKey', 'bflc:readMarc382']);
/** The numbers by which an edition is the same one elsewhere. */
const NUMBERED = new Set(['bf:Isbn', 'bf:Issn', 'bf:Lccn', 'bf:OclcNumber']);
const OWN_TYPES = new Set(['bf:Local', 'bf:Barcode', 'bf:ShelfMark', 'bf:ShelfMarkLcc']);

export function kindOf(node: Part): Kind {
  return (node['@type'] ?? []).map((each) => KINDS[each]).find((each) => each !== undefined) ?? 'Work';
}

/** Ours and theirs side by side: editions by the numbers that both have, else the first of theirs with `instance`, the one
 * of ours that theirs is of. */
export function compared(ours: readonly Part[], theirs: readonly Part[], instance?: string): Pair[] {
  const free = new Set(ours);
  const same = sameEditions(ours, theirs);
  for (const each of same.values()) free.delete(each);
  const base = (ours[0]?.['@id'] ?? '').split('/').slice(0, -3).join('/') + '/';
  return theirs.map((node, index) => {
    const kind = kindOf(node);
    const like = [...free].filter((each) => kindOf(each) === kind);
    // Copies are never the same copy, and a second edition of theirs is another one.
    const isFirst = theirs.findIndex((each) => kindOf(each) === kind) === index && !(kind === 'Instance' && same.size > 0);
    const first = kind === 'Item' || kind === 'Holdings' || !isFirst ? undefined : (like.find((each) => kind === 'Instance' && each['@id'] === instance) ?? like[0]);
    const found = same.get(node) ?? first;
    if (found !== undefined) free.delete(found);
    const key = `${index}`;
    return { key, kind, ours: found ?? null, theirs: node, rows: found === undefined ? [] : rowsOf(key, found, node, base) };
  });
}

/** Their editions that are ours, by the numbers in common. */
function sameEditions(ours: readonly Part[], theirs: readonly Part[]): Map<Part, Part> {
  const known = new Map(ours.filter((each) => kindOf(each) === 'Instance').flatMap((each) => numbersOf(each).map((number) => [number, each] as const)));
  const found = new Map<Part, Part>();
  for (const node of theirs) {
    const mine = kindOf(node) === 'Instance' ? numbersOf(node).map((number) => known.get(number)).find((each) => each !== undefined) : undefined;
    if (mine !== undefined && ![...found.values()].includes(mine)) found.set(node, mine);
  }
  return found;
}

/** The numbers of an edition by kind, whatever stands between their digits; an ISBN in its shorter and longer form is one. */
function numbersOf(node: Part): string[] {
  return values(node, 'bf:identifiedBy').filter((each): each is Part => typeof each === 'object' && isPart(each)).flatMap((each) => {
    const kind = each['@type']?.[0] ?? '';
    const plain = values(each, 'rdf:value').map((value) => String(typeof value === 'object' ? value['@value'] : value).replace(/[^0-9a-z]/gi, '').toUpperCase());
    return NUMBERED.has(kind) ? plain.map((text) => `${kind} ${kind === 'bf:Isbn' ? (text.length === 10 ? `978${text}` : text).slice(0, 12) : text}`) : [];
  });
}

function rowsOf(key: string, ours: Part, theirs: Part, base: string): Row[] {
  const same = (value: Value) => meaning(value, base);
  const names = [...new Set(['@type', ...properties(ours), ...properties(theirs)])].filter((each) => !FIXED.has(each));
  return [false, true].flatMap((isLocal) =>
    names.flatMap((property) => {
      const [a, b] = [ours, theirs].map((each) => valuesOf(each, property).filter((value) => isOwn(property, value) === isLocal)) as [Value[], Value[]];
      if (a.length + b.length === 0) return [];
      const [left, right] = [new Set(a.map(same)), new Set(b.map(same))];
      return [
        {
          key: `${key} ${property}${isLocal ? ' own' : ''}`,
          property,
          same: a.filter((each) => right.has(same(each))),
          ours: a.filter((each) => !right.has(same(each))),
          theirs: b.filter((each) => !left.has(same(each))),
          isLocal,
        },
      ];
    }),
  );
}

function valuesOf(node: Part, property: string): readonly Value[] {
  return property === '@type' ? (node['@type'] ?? []) : values(node, property);
}

/** Whether a value is a library's own business: its numbers, where its record is from, what only we have words for. */
function isOwn(property: string, value: Value): boolean {
  if (property === 'bf:adminMetadata' || property.startsWith('lsp:')) return true;
  return typeof value === 'object' && isPart(value) && (value['@type'] ?? []).some((each) => OWN_TYPES.has(each));
}

/** What a value says, whatever its parts are called and in whichever order they stand. A heading is what it is called where
 * its address is one that a library of this installation, whose addresses begin with `base`, gave it. */
export function meaning(value: unknown, base: string): string {
  return JSON.stringify(said(value, base));
}

const IS_ADDRESS = /^https?:\S+$/;
const LABELS = ['rdfs:label', 'madsrdf:authoritativeLabel', 'bf:title'];

function said(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((each) => said(each, base)).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const part = value as Part;
  const keys = Object.keys(part).filter((each) => !SILENT.has(each)).toSorted();
  if ('@value' in part && keys.length === 1) return part['@value'];
  if ('@list' in part) return { '@list': (part['@list'] as unknown[]).map((each) => said(each, base)) };
  const id = part['@id'] ?? '';
  const isNameless = keys.length > 1 && (id.includes('#') || (id.startsWith(base) && LABELS.some((each) => each in part)));
  return keys.filter((each) => each !== '@id' || !isNameless).map((each) => [each, said(part[each], base)]);
}

/** A value in words, each once; `named` says what something is called that is only pointed at. Addresses are shown only
 * where there are no words. */
export function wording(value: Value, named: (iri: string) => string): string {
  const found = [...new Set(wordsOf(value, named).filter((each) => each !== ''))];
  const words = found.filter((each) => !IS_ADDRESS.test(each));
  return (words.length > 0 ? words : found).join(' · ');
}

function wordsOf(value: Value, named: (iri: string) => string): string[] {
  if (typeof value === 'string' || isLiteral(value)) return [textOf(value)];
  if ('@list' in value) return (value['@list'] as Value[]).flatMap((each) => wordsOf(each, named));
  const inside = properties(value).filter((each) => !SILENT.has(each)).flatMap((each) => values(value, each).flatMap((below) => wordsOf(below, named)));
  const id = value['@id'] ?? '';
  const hasWords = LABELS.some((each) => each in value) || inside.some((each) => !IS_ADDRESS.test(each));
  return id === '' || id.includes('#') || hasWords ? inside : [named(id), ...inside];
}

/** A text in pieces, those apart whose words are not in any of the others. */
export function marked(text: string, others: readonly string[]): { text: string; isNew: boolean }[] {
  const known = new Set(others.flatMap((each) => each.split(/\s+/)));
  const pieces: { text: string; isNew: boolean }[] = [];
  for (const [, word, space] of text.matchAll(/(\S+)(\s*)/g)) {
    const isNew = !known.has(word!);
    const last = pieces.at(-1);
    if (last?.isNew === isNew) last.text += word! + space!;
    else pieces.push({ text: word! + space!, isNew });
  }
  return pieces.flatMap(({ text: found, isNew }) => (isNew && /\s$/.test(found) ? [{ text: found.trimEnd(), isNew }, { text: ' ', isNew: false }] : [{ text: found, isNew }]));
}

export function differs(row: Row): boolean {
  return row.ours.length + row.theirs.length > 0;
}

/** What is chosen before a person chooses: what we don't have is taken, what we have stays. */
export function chosenAtFirst(pairs: readonly Pair[]): Record<string, Choice> {
  return chosenAll(pairs, 'missing');
}

/** The same for all: keep ours, take what is missing, keep both, take theirs. A library's own stays, as do its copies. */
export function chosenAll(pairs: readonly Pair[], stance: Stance): Record<string, Choice> {
  const found: Record<string, Choice> = {};
  for (const pair of pairs) {
    if (pair.ours === null) found[pair.key] = 'ours';
    for (const row of pair.rows.filter(differs)) {
      const isMissing = row.ours.length + row.same.length === 0;
      const open = stance === 'missing' ? (isMissing ? 'theirs' : 'ours') : stance;
      found[row.key] = row.isLocal || row.theirs.length === 0 ? 'ours' : open;
    }
  }
  return found;
}

/** How many places become other than they were. */
export function taken(pairs: readonly Pair[], choices: Choices): number {
  const rows = pairs.flatMap((pair) => pair.rows).filter((row) => differs(row) && changes(row, choices[row.key] ?? 'ours'));
  return rows.length + pairs.filter((pair) => pair.ours === null && (choices[pair.key] ?? 'ours') !== 'ours').length;
}

function changes(row: Row, choice: Choice): boolean {
  return choice === 'theirs' || (choice === 'both' && row.theirs.length > 0);
}

/** Our descriptions with what was chosen of theirs; those that nothing is taken for are the same as before. */
export function overlaid(ours: readonly Part[], pairs: readonly Pair[], choices: Choices): Part[] {
  const names = namesOf(pairs, choices);
  const changed = ours.map((node) => {
    const pair = pairs.find((each) => each.ours === node);
    return pair === undefined ? node : pair.rows.reduce((found, row) => withRow(found, row, pair, choices[row.key] ?? 'ours', names), node);
  });
  const added = pairs.filter((pair) => names.get(pair.theirs['@id'] ?? '') !== undefined && pair.ours === null);
  return [...changed, ...added.map((pair) => whole(pair.theirs, names, pairs))];
}

/** What their roots are called among ours. */
function namesOf(pairs: readonly Pair[], choices: Choices): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of pairs) {
    if (pair.ours !== null) found.set(pair.theirs['@id'] ?? '', pair.ours['@id'] ?? '');
    else if ((choices[pair.key] ?? 'ours') !== 'ours') found.set(pair.theirs['@id'] ?? '', `_:taken-${pair.key}`);
  }
  return found;
}

function withRow(node: Part, row: Row, pair: Pair, choice: Choice, names: ReadonlyMap<string, string>): Part {
  if (!differs(row) || !changes(row, choice)) return node;
  const before = valuesOf(node, row.property);
  const gone = choice === 'theirs' ? new Set(row.ours) : new Set<Value>();
  const place = before.findIndex((each) => gone.has(each));
  const kept = before.filter((each) => !gone.has(each));
  const come = row.theirs.map((each) => brought(each, pair.theirs, names) as Value);
  const at = place < 0 ? kept.length : Math.min(place, kept.length);
  const next = [...kept.slice(0, at), ...come, ...kept.slice(at)];
  if (next.length > 0) return { ...node, [row.property]: next };
  const { [row.property]: _, ...rest } = node;
  return row.property === '@type' ? node : rest;
}

/** A root of theirs as a new one of ours, hanging where theirs hung. */
function whole(theirs: Part, names: ReadonlyMap<string, string>, pairs: readonly Pair[]): Part {
  const { '@id': id = '', ...rest } = theirs;
  const node = brought(rest, theirs, names) as Record<string, unknown>;
  for (const [link, kind] of [['bf:instanceOf', 'Work'], ['bf:itemOf', 'Instance'], ['lsp:holdingsFor', 'Instance']] as const) {
    const to = values(theirs, link).map((each) => names.get((each as Part)['@id'] ?? ''));
    const other = pairs.find((each) => each.kind === kind && each.ours !== null)?.ours?.['@id'];
    if (link in theirs) node[link] = [{ '@id': to[0] ?? other }];
  }
  for (const link of ['bf:hasInstance', 'bf:hasItem', 'lsp:inHoldings']) delete node[link];
  return { '@id': names.get(id) ?? id, ...node };
}

/** A value of theirs without names that only hold in their description, pointing at our roots where it pointed at theirs. */
function brought(value: unknown, root: Part, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => brought(each, root, names));
  if (typeof value !== 'object' || value === null || isLiteral(value as Value)) return value;
  const { '@id': id, ...rest } = value as Part;
  const inside = Object.fromEntries(Object.entries(rest).map(([name, content]) => [name, brought(content, root, names)]));
  if (id === undefined) return inside;
  const isPartOfTheirs = id.startsWith('#') || id.startsWith(`${root['@id'] ?? ''}#`);
  if (!isPartOfTheirs) return { '@id': names.get(id) ?? id, ...inside };
  return Object.keys(inside).length > 0 ? inside : (brought(partCalled(root, id), root, names) ?? {});
}

/** The part of a description that another one in it points at. */
function partCalled(value: unknown, id: string): Part | null {
  if (Array.isArray(value)) return value.reduce<Part | null>((found, each) => found ?? partCalled(each, id), null);
  if (typeof value !== 'object' || value === null) return null;
  const part = value as Part;
  if (part['@id'] === id && Object.keys(part).length > 1) return { ...part, '@id': undefined } as unknown as Part;
  return partCalled(Object.values(part), id);
}
