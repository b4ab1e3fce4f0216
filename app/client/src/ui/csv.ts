/** Tables as CSV files. */
export type Cell = string | number | null;

/** Rows as RFC 4180 has them. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** The same with the mark that makes spreadsheets read it as UTF-8. */
export function sheet(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${csv(rows)}`;
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe; a number is none. */
function field(value: Cell): string {
  const text = String(value ?? '');
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[0-9.]+(e[+-]?[0-9]+)?$/i.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hand a file to the person. */
export function save(name: string, text: string, type = 'text/csv'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  [link.href, link.download] = [address, name];
  link.click();
  URL.revokeObjectURL(address);
}
