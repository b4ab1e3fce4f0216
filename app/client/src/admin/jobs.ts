/** What can be done with work in the background. Pure. */
export type Doing = 'stop' | 'again' | 'goOn';
interface Work {
  readonly kind: string;
  readonly state: string;
}

/** An import is stopped, and run once more after it failed or was stopped; a batch that was cut off goes on. */
export function doingOf({ kind, state }: Work): Doing | null {
  if (kind === 'CHANGE') return state === 'INTERRUPTED' ? 'goOn' : null;
  if (kind !== 'IMPORT') return null;
  if (state === 'QUEUED' || state === 'RUNNING') return 'stop';
  return state === 'FAILED' || state === 'CANCELLED' ? 'again' : null;
}
