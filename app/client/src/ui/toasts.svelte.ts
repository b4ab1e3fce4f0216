/** Short messages at the edge of the screen; errors stay until they are closed. */
import { failureOf } from '../api/failing';
import { type Key, t } from '../i18n/index.svelte';

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

/** What is always told alike, whatever somebody did. */
const ALIKE: Readonly<Record<string, Key>> = { OFFLINE: 'error.offline', STALE_REVISION: 'error.stale' };

/** Tell why something that somebody did came to nothing: in the server's words, where there is more to say than its code. */
export function tellFailure(error: unknown): void {
  const { code, message } = failureOf(error);
  tell(ALIKE[code] === undefined ? message || t('error.other') : t(ALIKE[code]), 'error');
}

export function dismiss(id: number): void {
  const index = toasts.findIndex((each) => each.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
