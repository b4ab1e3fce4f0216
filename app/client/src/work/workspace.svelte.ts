/** One piece of work: the document and its undoing, its checks, and that nothing of it is ever lost.
 *
 * Every change goes to this browser's own store at once and to the server's drafts soon after. Where the server can't be
 * reached, or doesn't take it, saving is tried again until it does.
 */
import { Failure, ask } from '../api/client';
import { CHECK, DRAFT_PUBLISH } from '../api/drafting';
import type { ResultOf } from '../api/graphql';
import { t } from '../i18n/index.svelte';
import { saidOf, toldOf } from '../i18n/refusals';
import { type Editor, type Nodes, type Operation, begin, perform, redo, undo } from '../record/editor';
import type { Form } from '../record/form';
import { type Part, type Path, labelOf, pruned } from '../record/node';
import { pathOf, pathText } from '../record/paths';
import { type LocalDraft, dropLocal, keepLocal } from './local';
import { type Opened, save } from './saving';
import type { Told } from './told';

export type Level = 'ERROR' | 'WARNING' | 'NOTE';
export interface Problem extends Told {
  level: Level;
  path: Path;
}
export type Saving = 'saved' | 'changed' | 'saving' | 'local' | 'refused' | 'elsewhere' | 'lost';
type PublishError = ResultOf<typeof DRAFT_PUBLISH>['draftPublish']['userErrors'][number];
export type Stale = Extract<PublishError, { __typename: 'StaleRevisionError' }>;

const LOCAL_MS = 120;
const SAVE_MS = 1200;
const CHECK_MS = 350;
const AGAIN_MS = 4000;

export class Workspace {
  editor: Editor = $state.raw(begin([]));
  problems: readonly Problem[] = $state.raw([]);
  checked: 'yes' | 'waiting' | 'no' = $state('waiting');
  saving: Saving = $state('saved');
  readonly #byPlace = $derived(Map.groupBy(this.problems, (each) => pathText(each.path)));
  /** Fields that are shown though nothing is in them, by path of their node and key. */
  shown: Set<string> = $state.raw(new Set());
  /** The field that is being filled in. */
  current: { label: string; marc: string; help: string; example: string } | null = $state.raw(null);
  stale: Stale[] = $state.raw([]);
  busy = $state(false);
  /** Why the server, reached, didn't take it. */
  trouble: Failure | null = $state.raw(null);
  /** It is to be published as soon as the server can be reached: until something is changed before. */
  waits = $state(false);
  readonly form: Form;
  readonly original: Nodes;
  #known: Opened;
  #kept: string;
  #savedVersion = 0;
  #timers: Record<string, ReturnType<typeof setTimeout>> = {};
  #closed = false;
  #saving: Promise<void> | null = null;

  constructor(
    opened: Opened,
    readonly tenant: string,
    readonly account: string,
    readonly renamed: (key: string) => void,
  ) {
    this.#known = opened;
    this.#kept = opened.key;
    this.form = opened.form;
    this.original = opened.original;
    this.editor = begin(opened.nodes);
    if (opened.unsaved) {
      this.#savedVersion = -1;
      this.#changed();
    } else this.#later('check', 0, () => this.check());
  }

  get title(): string {
    return this.editor.nodes.map((each) => labelOf(each).value).find((each) => each !== '') ?? '';
  }

  get isNew(): boolean {
    return this.#known.bases.length === 0;
  }

  /** The editions that the catalogue has already: copies can hang on them. */
  get published(): Part[] {
    const known = new Set(this.#known.bases.map((each) => each.iri));
    return this.editor.nodes.filter((each) => each['@type']?.includes('bf:Instance') && known.has(each['@id'] ?? ''));
  }

  /** What was taken away elsewhere is described no more. */
  forget(iri: string): void {
    const index = this.editor.nodes.findIndex((each) => each['@id'] === iri);
    if (index > 0) this.do({ kind: 'remove', path: [index] });
  }

  get isUnsaved(): boolean {
    return this.editor.version !== this.#savedVersion && !(this.#savedVersion === 0 && this.editor.version === 0);
  }

  do(operation: Operation): void {
    this.#take(perform(this.editor, operation, Date.now()));
  }

  undo(): void {
    this.#take(undo(this.editor));
  }

  redo(): void {
    this.#take(redo(this.editor));
  }

  #take(next: Editor): void {
    if (next === this.editor) return;
    this.editor = next;
    this.waits = false;
    this.#changed();
  }

  #changed(): void {
    this.saving = this.saving === 'elsewhere' ? 'elsewhere' : 'changed';
    this.checked = 'waiting';
    this.#later('local', LOCAL_MS, () => this.keep(), true);
    this.#later('save', SAVE_MS, () => this.save());
    this.#later('check', CHECK_MS, () => this.check());
  }

  /** Run later, once; with `eager` what was asked first decides when. */
  #later(name: string, ms: number, work: () => unknown, eager = false): void {
    if (this.#closed || (eager && this.#timers[name] !== undefined)) return;
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(() => {
      delete this.#timers[name];
      void work();
    }, ms);
  }

  #local(): LocalDraft {
    const known = this.#known;
    return {
      key: this.#kept,
      tenant: this.tenant,
      account: this.account,
      draft: known.draft,
      revision: known.revision,
      profile: this.form.id,
      title: this.title,
      nodes: this.editor.nodes,
      bases: known.bases,
      saved: !this.isUnsaved,
      changed: Date.now(),
    };
  }

  /** Keep it in this browser. */
  async keep(): Promise<void> {
    try {
      await keepLocal(this.#local());
    } catch {
      if (this.saving === 'local' || this.saving === 'refused') this.saving = 'lost';
    }
  }

  /** Save it among the drafts on the server; whoever waits for it waits for what is there now. */
  async save(): Promise<void> {
    while (this.#saving !== null) await this.#saving;
    if (!this.isUnsaved || this.saving === 'elsewhere' || this.#closed) return;
    this.#saving = this.#send();
    await this.#saving;
    this.#saving = null;
  }

  async #send(): Promise<void> {
    const version = this.editor.version;
    this.saving = 'saving';
    try {
      const done = await save(this.#known, this.editor, this.form.id, this.title);
      if (done === 'elsewhere') {
        this.saving = 'elsewhere';
        return;
      }
      const isFirst = this.#known.draft === null;
      this.#known = { ...this.#known, draft: done.draft, revision: done.revision };
      if (done.names.size > 0) this.editor = done.rename(this.editor);
      [this.#savedVersion, this.trouble] = [version, null];
      this.saving = this.isUnsaved ? 'changed' : 'saved';
      if (isFirst) await this.#move(done.draft);
      await this.keep();
    } catch (error) {
      this.trouble = error instanceof Failure && error.code !== 'OFFLINE' ? error : null;
      this.saving = this.trouble === null ? 'local' : 'refused';
      await this.keep();
      if (error instanceof Failure) this.#later('save', AGAIN_MS, () => this.save());
      else throw error;
    }
  }

  async #move(to: string): Promise<void> {
    const before = this.#kept;
    this.#kept = to;
    await this.keep();
    if (before !== to) await dropLocal(before);
    this.renamed(to);
  }

  /** Somebody saved this draft in another window: what is here wins from now on. */
  async keepMine(revision: string): Promise<void> {
    this.#known = { ...this.#known, revision };
    this.#savedVersion = -1;
    this.saving = 'changed';
    await this.save();
  }

  /** Nobody decided which window goes on: the next saving asks again. */
  askLater(): void {
    if (this.saving === 'elsewhere') this.saving = 'changed';
  }

  get draft(): string | null {
    return this.#known.draft;
  }

  async check(): Promise<void> {
    const { version, nodes } = this.editor;
    try {
      const { profileCheck } = await ask(CHECK, { profile: this.form.id, nodes: nodes.map(pruned) });
      if (version !== this.editor.version) return;
      this.problems = profileCheck.map((each) => ({ ...each, path: pathOf(each.node, each.path) }));
      this.checked = 'yes';
    } catch {
      this.checked = 'no';
      this.#later('check', AGAIN_MS, () => this.check());
    }
  }

  /** Bring it into the catalogue: the id of what it became. Null where something has to be decided, mended or waited for
   * first: with what to tell, where nothing is asked. */
  async publish(): Promise<{ id: string | null; message: string }> {
    [this.busy, this.waits] = [true, false];
    try {
      if (this.#known.draft === null && !this.isUnsaved) this.#savedVersion = -1;
      do await this.save();
      while (this.saving === 'changed' && this.isUnsaved && !this.#closed);
      if (this.saving !== 'saved' || this.#known.draft === null) return { id: null, message: this.#unsaved() };
      const input = { id: this.#known.draft, ifRevision: this.#known.revision! };
      const { draftPublish } = await ask(DRAFT_PUBLISH, { input });
      if (draftPublish.userErrors.length > 0) return { id: null, message: this.#refused(draftPublish.userErrors) };
      await this.close();
      await dropLocal(this.#kept);
      return { id: draftPublish.resources[0]?.id ?? null, message: '' };
    } finally {
      this.busy = false;
    }
  }

  /** Why it isn't published that couldn't be saved; where the server is away it waits. */
  #unsaved(): string {
    if (this.saving === 'elsewhere') return '';
    if (this.trouble !== null) return toldOf(this.trouble);
    this.waits = true;
    return t(this.saving === 'lost' ? 'work.notKept' : 'work.notReached');
  }

  #refused(errors: PublishError[]): string {
    this.stale = errors.filter((each): each is Stale => each.__typename === 'StaleRevisionError');
    if (this.stale.length > 0) return '';
    for (const each of errors) {
      if (each.__typename !== 'ProfileRefusedError') continue;
      this.problems = each.problems.map((found) => ({ ...found, path: pathOf(found.node, found.path) }));
    }
    return errors.map((each) => (each.__typename === 'ProfileRefusedError' ? t('work.notMet') : saidOf(each))).join(' ');
  }

  /** Go on from descriptions that were brought together with what others wrote. */
  async merged(nodes: Nodes, revisions: ReadonlyMap<string, string>): Promise<void> {
    const bases = this.#known.bases.map((each) => ({ ...each, revision: revisions.get(each.iri) ?? each.revision }));
    this.#known = { ...this.#known, bases };
    this.stale = [];
    this.do({ kind: 'all', nodes });
    this.#savedVersion = -1;
    await this.save();
  }

  show(node: Path, key: string): void {
    this.shown = new Set([...this.shown, `${pathText(node)} ${key}`]);
  }

  isShown(node: Path, key: string): boolean {
    return this.shown.has(`${pathText(node)} ${key}`);
  }

  /** What is said of a place itself. */
  problemsAt(path: Path): readonly Problem[] {
    return this.#byPlace.size === 0 ? [] : (this.#byPlace.get(pathText(path)) ?? []);
  }

  root(index: number): Part {
    return this.editor.nodes[index]!;
  }

  /** Nothing is saved from now on; what waits is kept in this browser first. */
  async close(): Promise<void> {
    const waits = this.#timers['local'] !== undefined || this.isUnsaved;
    for (const each of Object.values(this.#timers)) clearTimeout(each);
    this.#timers = {};
    if (waits) await this.keep();
    this.#closed = true;
  }
}
