/** Names in several languages as a form has them, and a library's units as a tree. Pure. */
export interface Name {
  value: string;
  lang: string;
}
interface Told {
  readonly value: string;
  readonly lang?: string | null;
}

/** What a form begins with: every name there is, and a line to write in where there is none. */
export function namesOf(told: readonly Told[], language: string): Name[] {
  return told.length === 0 ? [{ value: '', lang: language }] : told.map((each) => ({ value: each.value, lang: each.lang ?? '' }));
}

/** What is sent: names that are filled in; one without a language has none. */
export function namesGiven(names: readonly Name[]): { value: string; lang: string | null }[] {
  return names.filter((each) => each.value.trim() !== '').map((each) => ({ value: each.value.trim(), lang: each.lang.trim() || null }));
}

export interface Branch<T> {
  readonly unit: T;
  readonly below: readonly Branch<T>[];
}
interface Placed {
  readonly iri: string;
  readonly parent: string | null;
  readonly path: string;
}

/** Units below those they are in, by their paths; what leads to nothing known stands at the top. */
export function treeOf<T extends Placed>(units: readonly T[]): readonly Branch<T>[] {
  const known = new Set(units.map((each) => each.iri));
  const below = (parent: string | null): Branch<T>[] =>
    units
      .filter((each) => (each.parent !== null && known.has(each.parent) ? each.parent : null) === parent)
      .toSorted((one, other) => one.path.localeCompare(other.path))
      .map((unit) => ({ unit, below: below(unit.iri) }));
  return below(null);
}

/** A unit and all below it: among them it can't be put. */
export function within<T extends Placed>(units: readonly T[], iri: string): ReadonlySet<string> {
  const found = new Set([iri]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const each of units) if (each.parent !== null && found.has(each.parent)) found.add(each.iri);
  }
  return found;
}
