/** Works that are related to one, by how and by which of the two records says it. Pure. */
interface Related {
  label: string;
  isInverse: boolean;
  relation: { label: { value: string } | null } | null;
  work: { id: string } | null;
}
export interface Group<T extends Related> {
  key: string;
  relation: string;
  /** Whether the other record says it: it points here. */
  isInverse: boolean;
  works: T[];
}

/** What this record says first, then what points at it, each relation once, in the order they came. */
export function byRelation<T extends Related>(found: readonly T[], otherwise: string): Group<T>[] {
  const groups = new Map<string, Group<T>>();
  for (const each of found) {
    const relation = each.relation?.label?.value ?? otherwise;
    const key = `${each.isInverse} ${relation}`;
    const group = groups.get(key) ?? { key, relation, isInverse: each.isInverse, works: [] };
    group.works.push(each);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((one, other) => Number(one.isInverse) - Number(other.isInverse));
}
