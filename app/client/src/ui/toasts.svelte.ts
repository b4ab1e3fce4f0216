/** Short messages at the edge of the screen; errors stay until they are closed. */
import { failureOf } from '../api/failing';
import { toldOf } from '../i18n/refusals';

export interface Toast {
  id: number;
  text: string;
  kind: 'good' | 'error';
}

export const toasts = $state<Toast[]>([]);
let next = 0;

export function tell(text: string, kind: Toast['kind'] = 'good'): void {
  const id = next++;
  toasts.push({ id, text, kind });
  if (kind === 'good') setTimeout(() => dismiss(id), 6000);
}

/** Tell why something that somebody did came to nothing. */
export function tellFailure(error: unknown): void {
  tell(toldOf(failureOf(error)), 'error');
}

export function dismiss(id: number): void {
  const index = toasts.findIndex((each) => each.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
