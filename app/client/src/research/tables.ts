/** What is done with a table: rows in another order, a page of them, and the whole as CSV. */
import { csv as written } from '../ui/csv';
import type { Cell, Table } from './answers';

export interface Order {
  column: number;
  down: boolean;
}

/** Whether every cell of a column that has something is a number. */
export function isNumeric(table: Table, column: number): boolean {
  const cells = table.rows.map((row) => row[column]).filter((each) => each !== null);
  return cells.length > 0 && cells.every((each) => each!.kind === 'literal' && numberOf(each!) !== null);
}

export function numberOf(cell: Cell | null | undefined): number | null {
  if (!cell || cell.value.trim() === '') return null;
  const found = Number(cell.value);
  return Number.isFinite(found) ? found : null;
}

/** The rows in an order, equal ones as they came; cells without anything stand last either way. */
export function sorted(table: Table, order: Order | null, language: string): Table['rows'] {
  if (order === null) return table.rows;
  const { column, down } = order;
  const collator = new Intl.Collator(language, { numeric: true });
  const numeric = isNumeric(table, column);
  const compare = (one: Cell, other: Cell): number =>
    numeric ? numberOf(one)! - numberOf(other)! : collator.compare(one.value, other.value);
  return table.rows.toSorted((one, other) => {
    const [left, right] = [one[column] ?? null, other[column] ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return down ? -compare(left, right) : compare(left, right);
  });
}

/** Columns and rows as CSV. */
export function csv(columns: readonly string[], rows: Table['rows']): string {
  return written([columns, ...rows.map((row) => row.map((each) => each?.value ?? null))]);
}
