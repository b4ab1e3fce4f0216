/** Where lines are in a text that somebody writes. Pure. */

/** Where in a text a line and column are, both counted from 1, and where that line ends. */
export function placeOf(text: string, line: number, column: number | null): { start: number; end: number } {
  const lines = text.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const begins = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  const inside = Math.min(Math.max((column ?? 1) - 1, 0), lines[at]!.length);
  return { start: begins + inside, end: begins + lines[at]!.length };
}
