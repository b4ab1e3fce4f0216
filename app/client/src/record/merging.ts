/** Bringing together what two people wrote, once a person has decided each conflict. Pure. */
import { readable } from './diff';
import { type Part, type Value, isPart, values } from './node';
import { propertiesOf } from './paths';

export interface Conflict {
  readonly path: string;
  readonly base: readonly Value[];
  readonly ours: readonly Value[];
  readonly theirs: readonly Value[];
}
export type Choice = 'ours' | 'theirs' | 'both';

/** The merged description with each conflict as it was decided; it comes with what the caller has at each. */
export function decided(merged: Part, conflicts: readonly Conflict[], choices: readonly Choice[]): Part {
  return conflicts.reduce((node, conflict, index) => {
    const choice = choices[index] ?? 'ours';
    return choice === 'ours' ? node : changed(node, propertiesOf(conflict.path), conflict, choice);
  }, merged);
}

function changed(node: Part, steps: readonly string[], conflict: Conflict, choice: Choice): Part {
  const [property, ...below] = steps;
  if (property === undefined) return node;
  const found = values(node, property);
  if (below.length === 0) return with_(node, property, replaced(found, conflict, choice));
  // A part of several is the one where what the caller has is found.
  const held = (part: Value) => isPart(part) && typeof part === 'object' && holds(part, below, conflict.ours);
  const place = Math.max(0, found.findIndex(held));
  const next = found.map((each, index) => (index === place && typeof each === 'object' && isPart(each) ? changed(each, below, conflict, choice) : each));
  return with_(node, property, next);
}

function holds(part: Part, steps: readonly string[], wanted: readonly Value[]): boolean {
  const [property, ...below] = steps;
  const found = values(part, property!);
  if (below.length === 0) return wanted.length > 0 && wanted.every((each) => found.some((value) => isSame(value, each)));
  return found.some((each) => typeof each === 'object' && isPart(each) && holds(each, below, wanted));
}

/** The values with ours taken out and theirs put in their place, or put beside them. */
function replaced(found: readonly Value[], conflict: Conflict, choice: Choice): readonly Value[] {
  const isOurs = (value: Value) => conflict.ours.some((each) => isSame(each, value));
  const place = found.findIndex(isOurs);
  const kept = choice === 'both' ? found : found.filter((each) => !isOurs(each));
  const theirs = conflict.theirs.map(plain).filter((each) => !kept.some((value) => isSame(value, each)));
  const to = place < 0 ? kept.length : choice === 'both' ? place + 1 : Math.min(place, kept.length);
  return [...kept.slice(0, to), ...theirs, ...kept.slice(to)];
}

function with_(node: Part, property: string, next: readonly Value[]): Part {
  const { [property]: _, ...rest } = node;
  return next.length === 0 ? rest : { ...node, [property]: next };
}

/** Whether two values, or lists of values, say the same. */
export function isSame(a: Value | readonly Value[], b: Value | readonly Value[]): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** A text alone says no more in an object. */
function plain(value: Value): Value {
  if (typeof value === 'object' && '@value' in value && Object.keys(value).length === 1) return value['@value'] as string;
  return value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const shown = plain(value as Value);
  if (typeof shown !== 'object') return shown;
  return Object.fromEntries(Object.entries(shown).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, content]) => [key, sorted(content)]));
}

export function shownValues(found: readonly Value[]): string[] {
  return found.map(readable);
}
