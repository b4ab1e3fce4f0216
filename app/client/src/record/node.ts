/** Descriptions as the API has them: compact JSON-LD, every property a list. Pure values, never changed in place. */
export interface Literal {
  readonly '@value': string;
  readonly '@type'?: string;
  readonly '@language'?: string;
}
/** A node: a root, a part of one, or something that is only pointed at. */
export interface Part {
  readonly '@id'?: string;
  readonly '@type'?: readonly string[];
  readonly [property: string]: unknown;
}
export type Value = string | Literal | Part;
export type Path = readonly (string | number)[];

/** A description as the API sends it, without the context that all of them have. */
export function bare(document: unknown): Part {
  const { '@context': _, ...node } = document as Part;
  return node;
}

export function isLiteral(value: Value): value is Literal {
  return typeof value === 'object' && '@value' in value;
}

/** What stands in an ordered list; undefined for any other value. */
export function listed(value: Value): readonly Value[] | undefined {
  return typeof value === 'object' && '@list' in value ? (value['@list'] as readonly Value[]) : undefined;
}

export function isPart(value: Value): value is Part {
  return typeof value === 'object' && !('@value' in value);
}

export function textOf(value: Value): string {
  return typeof value === 'string' ? value : isLiteral(value) ? value['@value'] : '';
}

export function languageOf(value: Value): string {
  return typeof value === 'object' && isLiteral(value) ? (value['@language'] ?? '') : '';
}

/** A text in a language, as short as it can be said. */
export function text(value: string, language = '', datatype: string | null = null): Value {
  if (datatype !== null) return { '@value': value, '@type': datatype };
  return language === '' ? value : { '@value': value, '@language': language };
}

export function properties(part: Part): string[] {
  return Object.keys(part).filter((each) => !each.startsWith('@'));
}

export function values(part: Part, property: string): readonly Value[] {
  return (part[property] as readonly Value[] | undefined) ?? [];
}

export function typesOf(value: Value): readonly string[] {
  return isPart(value as Part) && typeof value === 'object' ? ((value as Part)['@type'] ?? []) : [];
}

/** What stands at a path, undefined where nothing does. */
export function at(nodes: readonly Part[], path: Path): Value | readonly Value[] | undefined {
  let found: unknown = nodes;
  for (const step of path) {
    if (found === undefined || found === null || typeof found !== 'object') return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found as Value | undefined;
}

/** Whether there is nothing in it that anybody filled in. What is pointed at, and a part that came with an address, stays
 * unless all of its values were emptied: what a record said before is never dropped unasked. */
export function isEmpty(value: Value): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (isLiteral(value)) return value['@value'].trim() === '';
  const list = listed(value);
  if (list !== undefined) return list.every(isEmpty);
  const inside = properties(value);
  const id = value['@id'] ?? '';
  if (id !== '' && (inside.length === 0 || !id.includes('#'))) return false;
  return inside.every((each) => values(value, each).every(isEmpty));
}

/** Without what is empty: what is sent. A part that lost everything goes with it. */
export function pruned(node: Part): Part {
  const kept: Record<string, unknown> = {};
  for (const [name, content] of Object.entries(node)) {
    if (name === '@context') continue;
    if (name.startsWith('@')) kept[name] = content;
    else {
      const full = (content as readonly Value[]).filter((each) => !isEmpty(each)).map((each) => (isPart(each) ? pruned(each) : each));
      if (full.length > 0) kept[name] = full;
    }
  }
  return kept;
}

/** The first words by which people know a node: its title, label, number or address. */
export function labelOf(node: Part): { value: string; lang?: string } {
  for (const name of ['rdfs:label', 'madsrdf:authoritativeLabel', 'bf:mainTitle', 'rdf:value', 'bf:code', 'bf:classificationPortion']) {
    const found = values(node, name).find((each) => textOf(each) !== '');
    if (found !== undefined) return languageOf(found) === '' ? { value: textOf(found) } : { value: textOf(found), lang: languageOf(found) };
  }
  for (const name of ['bf:title', 'bf:agent']) {
    const below = values(node, name).find((each): each is Part => typeof each === 'object' && isPart(each));
    if (below !== undefined) return labelOf(below);
  }
  return { value: '' };
}
