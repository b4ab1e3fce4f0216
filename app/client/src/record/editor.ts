/** The document that is being edited, what can be done to it, and how it is undone. Pure: no framework, no clock, no net.
 *
 * Every step gives a new document that shares what did not change with the one before, so that a form of hundreds of
 * values redraws the one that did.
 */
import type { Part, Path, Value } from './node';

export type Nodes = readonly Part[];
export type Operation =
  | { readonly kind: 'put'; readonly path: Path; readonly value: Value }
  | { readonly kind: 'insert'; readonly path: Path; readonly value: Value }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'move'; readonly path: Path; readonly to: number }
  | { readonly kind: 'types'; readonly path: Path; readonly types: readonly string[] }
  | { readonly kind: 'all'; readonly nodes: Nodes };

interface Step {
  readonly operation: Operation;
  readonly before: Nodes;
  readonly at: number;
}
export interface Editor {
  readonly nodes: Nodes;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** Counts every change, undoing included: what was saved is told by it. */
  readonly version: number;
}

const MOST_STEPS = 500;
/** Letters typed in one value within this time are one step. */
const ONE_BURST_MS = 1200;

export function begin(nodes: Nodes): Editor {
  return { nodes, past: [], future: [], version: 0 };
}

/** Do something; `at` is the time in milliseconds. What changes nothing is no step. */
export function perform(editor: Editor, operation: Operation, at: number): Editor {
  const nodes = applied(editor.nodes, operation);
  if (nodes === editor.nodes) return editor;
  const last = editor.past.at(-1);
  const joins = last !== undefined && editor.future.length === 0 && isSameBurst(last, operation, at);
  const step: Step = joins ? { operation, before: last.before, at } : { operation, before: editor.nodes, at };
  const past = [...(joins ? editor.past.slice(0, -1) : editor.past), step].slice(-MOST_STEPS);
  return { nodes, past, future: [], version: editor.version + 1 };
}

export function undo(editor: Editor): Editor {
  const step = editor.past.at(-1);
  if (step === undefined) return editor;
  const future = [...editor.future, { ...step, before: editor.nodes }];
  return { nodes: step.before, past: editor.past.slice(0, -1), future, version: editor.version + 1 };
}

export function redo(editor: Editor): Editor {
  const step = editor.future.at(-1);
  if (step === undefined) return editor;
  const past = [...editor.past, { ...step, before: editor.nodes, at: 0 }];
  return { nodes: step.before, past, future: editor.future.slice(0, -1), version: editor.version + 1 };
}

/** The document after an operation. Paths are root, property, place, property, place … */
function applied(nodes: Nodes, operation: Operation): Nodes {
  if (operation.kind === 'all') return operation.nodes;
  if (operation.kind === 'types') {
    return changed(nodes, operation.path, (part) => ({ ...(part as Part), '@type': operation.types })) as Nodes;
  }
  const list = operation.path.slice(0, -1);
  const place = operation.path.at(-1) as number;
  return changed(nodes, list, (found) => {
    const values = (found as readonly Value[] | undefined) ?? [];
    switch (operation.kind) {
      case 'put':
        return values[place] === operation.value ? values : values.map((each, index) => (index === place ? operation.value : each));
      case 'insert':
        return [...values.slice(0, place), operation.value, ...values.slice(place)];
      case 'remove':
        return place in values ? values.filter((_, index) => index !== place) : values;
      case 'move':
        return moved(values, place, operation.to);
    }
  }) as Nodes;
}

function moved(values: readonly Value[], from: number, to: number): readonly Value[] {
  if (from === to || !(from in values) || !(to in values)) return values;
  const without = values.filter((_, index) => index !== from);
  return [...without.slice(0, to), values[from]!, ...without.slice(to)];
}

/** A structure with what is at a path changed; the same one where the change changes nothing. An emptied list goes. */
function changed(structure: unknown, path: Path, change: (found: unknown) => unknown): unknown {
  if (path.length === 0) return change(structure);
  const [step, ...rest] = path as [string | number, ...(string | number)[]];
  if (Array.isArray(structure)) {
    const before: unknown = structure[step as number];
    if (before === undefined) return structure;
    const after = changed(before, rest, change);
    return after === before ? structure : structure.map((each: unknown, index) => (index === step ? after : each));
  }
  const node = structure as Record<string, unknown>;
  const before = node[step];
  const after = changed(before, rest, change);
  if (after === before) return structure;
  const next = { ...node, [step]: after };
  if (after === undefined || (Array.isArray(after) && after.length === 0)) delete next[step];
  return next;
}

function isSameBurst(last: Step, operation: Operation, at: number): boolean {
  if (last.operation.kind !== 'put' || operation.kind !== 'put' || at - last.at > ONE_BURST_MS) return false;
  return same(last.operation.path, operation.path);
}

function same(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
