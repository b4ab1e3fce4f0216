/** How the parts of the form find the work they are of. */
import { getContext, setContext } from 'svelte';
import type { Workspace } from './workspace.svelte';

const KEY = Symbol('work');

export function setWork(work: Workspace): void {
  setContext(KEY, work);
}

export function getWork(): Workspace {
  return getContext<Workspace>(KEY);
}
