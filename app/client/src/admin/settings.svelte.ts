/** Settings in a form: what is in force, what went wrong, whether they are being saved. */
import type { Failure } from '../api/client';
import { failureOf } from '../api/failing';
import { t } from '../i18n/index.svelte';
import { tell } from '../ui/toasts.svelte';

export class SettingsInWork<T> {
  /** Null until they were read. */
  known: T | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  busy = $state(false);

  constructor(
    readonly read: () => Promise<T | null>,
    /** Puts what is in force into the fields. */
    readonly show: (now: T) => void,
  ) {}

  async load(): Promise<void> {
    try {
      this.#settle(await this.read());
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** Send the form; `write` answers what is in force then, or raises why it was refused. */
  async save(event: SubmitEvent, write: (known: T) => Promise<T | null>): Promise<void> {
    event.preventDefault();
    if (this.known === null) return;
    this.busy = true;
    try {
      this.#settle(await write(this.known));
      tell(t('admin.saved'));
    } catch (error) {
      this.failure = failureOf(error);
    } finally {
      this.busy = false;
    }
  }

  #settle(now: T | null): void {
    if (now === null) return;
    [this.known, this.failure] = [now, null];
    this.show(now);
  }
}
