/** A text of settings while it is written: what is in force, what is kept in this browser, what is said of it, publishing. */
import { Failure, ask } from '../api/client';
import { failureOf } from '../api/failing';
import type { ResultOf } from '../api/graphql';
import * as texts from '../api/texts';
import { Latest } from '../work/latest';
import { type Said, saidOf } from './lines';

export type Kind = 'LENDING_RULES' | 'OPENING_HOURS' | 'NOTICE_TEMPLATES' | 'PROFILES';
type InForce = NonNullable<ResultOf<typeof texts.RULES>['inForce']>;
/** What this browser keeps of a text in work, with what was in force when it was begun. */
interface Kept {
  text: string;
  base: InForce;
}
const ASKED = {
  LENDING_RULES: { read: texts.RULES, check: texts.RULES_CHECK, publish: texts.RULES_PUBLISH },
  OPENING_HOURS: { read: texts.HOURS, check: texts.HOURS_CHECK, publish: texts.HOURS_PUBLISH },
  NOTICE_TEMPLATES: { read: texts.TEMPLATES, check: texts.TEMPLATES_CHECK, publish: texts.TEMPLATES_PUBLISH },
  PROFILES: { read: texts.PROFILES_TABLE, check: texts.PROFILES_CHECK, publish: texts.PROFILES_PUBLISH },
} as const;
const PAUSE_MS = 400;
const AGAIN_MS = 3000;

export class TextInWork {
  text = $state('');
  inForce: InForce | null = $state.raw(null);
  said: readonly Said[] = $state.raw([]);
  /** The text that `said` is about; null before the first answer. */
  checked: string | null = $state.raw(null);
  /** Somebody else's text that came into force meanwhile. */
  theirs: InForce | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  busy = $state(false);
  restored = $state(false);
  readonly #key: string;
  readonly #checks: Latest<string, readonly Said[]>;
  #wanted = '';

  constructor(
    readonly kind: Kind,
    tenant: string,
    /** The network whose lending rules they are; null for a library's own text. */
    readonly network: string | null = null,
  ) {
    this.#key = `catalograph.text.${network === null ? tenant : `network:${network}`}.${kind}`;
    this.#checks = new Latest(
      async (text) => this.#check(text),
      (said) => ([this.said, this.checked, this.failure] = [said, this.#wanted, null]),
      (error) => ((this.failure = failureOf(error)), this.failure.code === 'OFFLINE' ? AGAIN_MS : null),
      PAUSE_MS,
    );
  }

  get isChanged(): boolean {
    return this.inForce !== null && this.text !== this.inForce.text;
  }

  get isSound(): boolean {
    return this.checked === this.text && !this.said.some((each) => each.isError);
  }

  async load(): Promise<void> {
    try {
      const now = await this.#read();
      const kept = this.#kept();
      const isOld = kept !== null && kept.base.revision !== now.revision && kept.text !== now.text;
      // What was published since one began is told before one's own text can take its place.
      [this.inForce, this.theirs] = isOld ? [kept.base, now] : [now, null];
      this.text = kept?.text ?? now.text;
      [this.restored, this.failure] = [this.text !== now.text, null];
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** What is to be done after each change: keep it, and have it checked. */
  changed(text: string): void {
    if (this.inForce === null) return;
    if (text === this.inForce.text) localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, JSON.stringify({ text, base: this.inForce } satisfies Kept));
    this.#wanted = text;
    this.#checks.want(text);
  }

  stop(): void {
    this.#checks.stop();
  }

  discard(): void {
    if (this.theirs !== null) return this.meet(false);
    this.text = this.inForce?.text ?? '';
    this.restored = false;
  }

  /** Put it in force; true where it is. What somebody else published meanwhile is told, and nothing is written. */
  async publish(): Promise<boolean> {
    if (this.inForce === null) return false;
    this.busy = true;
    try {
      const input = { text: this.text, ifRevision: this.inForce.revision };
      const { published } =
        this.network === null
          ? await ask(ASKED[this.kind].publish, { input })
          : await ask(texts.NETWORK_RULES_PUBLISH, { input: { ...input, network: this.network } });
      if (published.settings !== null) return this.#settled(published.settings);
      if (published.userErrors.some((each) => each.code === 'STALE_REVISION')) this.theirs = await this.#read();
      else [this.said, this.checked] = [saidOf(published.userErrors, []), this.text];
    } catch (error) {
      this.failure = failureOf(error);
    } finally {
      this.busy = false;
    }
    return false;
  }

  /** Go on from what is in force now, with one's own text or with theirs. */
  meet(mine: boolean): void {
    if (this.theirs === null) return;
    this.inForce = this.theirs;
    if (!mine) this.text = this.theirs.text;
    [this.theirs, this.restored] = [null, false];
    this.changed(this.text);
  }

  #settled(settings: InForce): boolean {
    [this.inForce, this.text, this.theirs, this.restored, this.failure] = [settings, settings.text, null, false, null];
    localStorage.removeItem(this.#key);
    return true;
  }

  #kept(): Kept | null {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Kept | null;
    } catch {
      return null;
    }
  }

  async #read(): Promise<InForce> {
    const { inForce } = this.network === null ? await ask(ASKED[this.kind].read, {}) : await ask(texts.NETWORK_RULES, { network: this.network });
    if (inForce === null) throw new Failure('NOT_FOUND', '');
    return inForce;
  }

  async #check(text: string): Promise<readonly Said[]> {
    const { check } = this.network === null ? await ask(ASKED[this.kind].check, { text }) : await ask(texts.NETWORK_RULES_CHECK, { text, network: this.network });
    return saidOf(check?.problems ?? [], check?.findings ?? []);
  }
}
