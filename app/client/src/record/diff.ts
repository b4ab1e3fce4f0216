/** What changed between two states of descriptions, property by property, as a person reads it. Pure. */
import { type Part, type Value, isLiteral, languageOf, properties, textOf, values } from './node';

export interface Difference {
  readonly root: string;
  readonly path: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export function differences(before: readonly Part[], after: readonly Part[]): Difference[] {
  const was = new Map(before.map((each) => [each['@id'] ?? '', each]));
  const found: Difference[] = [];
  for (const node of after) {
    const id = node['@id'] ?? '';
    found.push(...inside(id, was.get(id) ?? {}, node));
    was.delete(id);
  }
  for (const [id, node] of was) found.push(...inside(id, node, {}));
  return found;
}

function inside(root: string, before: Part, after: Part): Difference[] {
  const names = [...new Set([...properties(before), ...properties(after)])];
  return names.flatMap((path) => {
    const [a, b] = [values(before, path), values(after, path)];
    if (a === b) return [];
    const [left, right] = [unlike(a, b).map(readable), unlike(b, a).map(readable)];
    const removed = without(left, right);
    const added = without(right, left);
    return removed.length + added.length === 0 ? [] : [{ root, path, removed, added }];
  });
}

/** The values that aren't among others, whichever order what is in them stands in: a draft has an order of its own. */
function unlike(found: readonly Value[], others: readonly Value[]): readonly Value[] {
  const known = new Set(others.map(ordered));
  return found.filter((each) => !known.has(ordered(each)));
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

/** A value with everything in it, in one line. */
export function readable(value: Value): string {
  if (typeof value === 'string') return value;
  if (isLiteral(value)) return languageOf(value) === '' ? textOf(value) : `${textOf(value)} @${languageOf(value)}`;
  const inner = properties(value).flatMap((each) => values(value, each).map(readable));
  const id = value['@id'] ?? '';
  const shown = inner.filter((each) => each !== '').join(' · ');
  return shown !== '' ? shown : id;
}

function without(from: string[], taken: string[]): string[] {
  const left = [...taken];
  return from.filter((each) => {
    const index = left.indexOf(each);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}
