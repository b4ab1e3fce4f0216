/** Texts of settings, line by line: what is to be said of which line, what changed. Pure. */
export interface Said {
  /** Counted from 1; null where it is about the whole. */
  readonly line: number | null;
  readonly column: number | null;
  readonly isError: boolean;
  readonly message: string;
  readonly hint: string | null;
  /** What may have been meant. */
  readonly meant: string | null;
}

interface Problem {
  readonly message: string;
  readonly hint: string | null;
  readonly line?: number | null;
  readonly column?: number | null;
  readonly suggestion?: string | null;
}

/** Mistakes and what was hardly meant, in the order of their lines; what is about the whole comes first. */
export function saidOf(problems: readonly Problem[], findings: readonly { line: number; message: string }[]): Said[] {
  const wrong = problems.map((each) => ({ line: each.line ?? null, column: each.column ?? null, isError: true, message: each.message, hint: each.line ? null : each.hint, meant: each.suggestion ?? null }));
  const odd = findings.map((each) => ({ line: each.line > 0 ? each.line : null, column: null, isError: false, message: each.message, hint: null, meant: null }));
  return [...wrong, ...odd].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0) || Number(other.isError) - Number(one.isError));
}

/** What stands beside each line: `error` before `warning`. */
export function marksOf(said: readonly Said[]): ReadonlyMap<number, 'error' | 'warning'> {
  const marks = new Map<number, 'error' | 'warning'>();
  for (const each of said) {
    if (each.line !== null && marks.get(each.line) !== 'error') marks.set(each.line, each.isError ? 'error' : 'warning');
  }
  return marks;
}

export interface Line {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}
const AROUND = 2;

/** What changed between two texts, with two lines around each change; a line of `…` stands for what is left out. */
export function changedLines(before: string, after: string): Line[] {
  const all = compared(before.split('\n'), after.split('\n'));
  const near = all.map((_, index) => all.slice(Math.max(index - AROUND, 0), index + AROUND + 1).some((each) => each.kind !== 'same'));
  return all.flatMap((each, index) => {
    if (near[index]) return [each];
    return near[index - 1] === true || index === 0 ? [{ kind: 'same' as const, text: '…' }] : [];
  });
}

/** Line by line, by their longest common subsequence; what both begin and end with is left out of the search. */
function compared(a: readonly string[], b: readonly string[]): Line[] {
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const same = (text: string): Line => ({ kind: 'same', text });
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...a.slice(0, head).map(same), ...middle, ...a.slice(a.length - tail).map(same)];
}

function between(a: readonly string[], b: readonly string[]): Line[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const found: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = (found.push({ kind: 'same', text: a[i]! }), [i + 1, j + 1]);
    else if (i < a.length && (j >= b.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) found.push({ kind: 'removed', text: a[i++]! });
    else found.push({ kind: 'added', text: b[j++]! });
  }
  return found;
}
