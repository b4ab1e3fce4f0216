/** Lists without repetitions: several addresses may lead to one thing, which is shown once. */

/** The first of each key, in the order in which they came. */
export function once<T>(found: readonly T[], key: (one: T) => string): T[] {
  const first = new Map<string, T>();
  for (const each of found) if (!first.has(key(each))) first.set(key(each), each);
  return [...first.values()];
}
