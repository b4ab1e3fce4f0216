/** Short messages at the edge of the screen; errors stay until they are closed. */
import { failureOf } from '../api/failing';
import { toldOf } from '../i18n/refusals';

export interface Toast {
  id: number;
  text: string;
  kind: 'good' | 'error';
  /** What can be done about it, such as taking it back. */
  action?: { label: string; run: () => void };
}

export const toasts = $state<Toast[]>([]);
let next = 0;

/** Tell something; its number, to dismiss it by. */
export function tell(text: string, kind: Toast['kind'] = 'good', action?: NonNullable<Toast['action']>): number {
  const id = next++;
  toasts.push({ id, text, kind, ...(action === undefined ? {} : { action }) });
  if (kind === 'good') setTimeout(() => dismiss(id), action === undefined ? 6000 : 12000);
  return id;
}

/** Tell why something that somebody did came to nothing. */
export function tellFailure(error: unknown): void {
  tell(toldOf(failureOf(error)), 'error');
}

export function dismiss(id: number): void {
  const index = toasts.findIndex((each) => each.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
