/** Rows that stay the very same while nothing in them changes, so that only the row written in is drawn anew. */
import type { Row } from '../record/form';

export function steady(): (rows: Row[]) => Row[] {
  let before = new Map<string, Row>();
  return (rows) => {
    const kept = rows.map((row) => {
      const known = before.get(row.field.key);
      return known !== undefined && isSame(known, row) ? known : row;
    });
    before = new Map(kept.map((row) => [row.field.key, row]));
    return kept;
  };
}

function isSame(a: Row, b: Row): boolean {
  if (a.field !== b.field || a.entries.length !== b.entries.length) return false;
  return a.entries.every((each, at) => each.value === b.entries[at]!.value && each.index === b.entries[at]!.index);
}
