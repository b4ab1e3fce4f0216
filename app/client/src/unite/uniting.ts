/** What can be chosen where descriptions become one, and what can move where one becomes two. Pure. */
import type { VariablesOf } from '../api/graphql';
import type { SPLIT } from '../api/uniting';
import { type Part, type Value, isLiteral, listed, properties, values } from '../record/node';
import { compacted, expanded } from '../record/turtle';

type Statement = NonNullable<VariablesOf<typeof SPLIT>['input']['statements']>[number];

/** Where both said something else and one of the two stays; `mine` is the kept one's. */
export interface Difference {
  /** The property, as the API names it. */
  readonly path: string;
  readonly mine: readonly Value[];
  readonly theirs: readonly Value[];
  readonly isChosen: boolean;
}

/** These follow from which one is kept: what it hangs on, where it came from, and what is made of its other statements. */
const FOLLOWS = new Set(['bf:instanceOf', 'bf:adminMetadata']);
const MADE = new Set(['bflc:aap-normalized']);

export function differences(keep: Part, other: Part, notTaken: readonly { readonly path: string }[]): Difference[] {
  const names = [...new Set(notTaken.map((each) => compacted(each.path)))].filter((each) => !MADE.has(each));
  return names.map((name) => ({ path: expanded(name), mine: single(keep, name), theirs: single(other, name), isChosen: !FOLLOWS.has(name) }));
}

/** Of titles, the title proper is the one. */
function single(node: Part, name: string): readonly Value[] {
  const found = values(node, name);
  return name === 'bf:title' ? found.filter((each) => isProper(each)) : found;
}

function isProper(value: Value): boolean {
  const types = typeof value === 'object' && !isLiteral(value) ? (value['@type'] ?? []) : [];
  return types.length === 1 && types[0] === 'bf:Title';
}

/** A statement about a work that can move to another. */
export interface Movable {
  readonly key: string;
  readonly property: string;
  readonly value: Value;
  readonly statement: Statement;
}
const STAYS = new Set(['bf:hasInstance', 'bf:adminMetadata', 'bflc:aap', 'bflc:aap-normalized']);

export function movable(node: Part): Movable[] {
  const root = node['@id'] ?? '';
  return properties(node).filter((each) => !STAYS.has(each)).flatMap((property) =>
    values(node, property).flatMap((value, index): Movable[] => {
      const statement = stated(property, value, root);
      return statement === null ? [] : [{ key: `${property} ${index}`, property, value, statement }];
    }),
  );
}

function stated(property: string, value: Value, root: string): Statement | null {
  const predicate = expanded(property);
  if (typeof value === 'string') return { predicate, value };
  if (isLiteral(value)) {
    const { '@value': text, '@language': lang, '@type': type } = value;
    return { predicate, value: text, ...(lang === undefined ? {} : { lang }), ...(type === undefined ? {} : { datatype: expanded(type) }) };
  }
  const iri = value['@id'];
  if (iri === undefined || listed(value) !== undefined) return null;
  return { predicate, iri: iri.startsWith(`${root}#`) ? iri.slice(root.length) : iri };
}
