/** Which changes of a description can be taken back one by one. Pure. */
interface State {
  readonly graph: string;
  readonly revision: string | null;
  readonly changes: readonly unknown[];
}

/** Whether what made one of these states, newest first, can be taken back by a library: it is the library's own, it
 * changed something that was there before, and the description is there still. `more`: older states were not read yet. */
export function canUndo(states: readonly State[], index: number, tenant: string, more: boolean): boolean {
  const state = states[index];
  if (state === undefined || state.revision === null || state.changes.length === 0) return false;
  if (!state.graph.endsWith(`/${tenant}/graphs/catalogue`)) return false;
  const newest = states.find((each) => each.graph === state.graph);
  const before = states.slice(index + 1).find((each) => each.graph === state.graph);
  return newest?.revision !== null && (before === undefined ? more : before.revision !== null);
}
