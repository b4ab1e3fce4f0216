/** One desk: what is scanned is done at once and in order, whatever the network does; the journal tells what came of it. */
import { ask } from '../api/client';
import { failureOf } from '../api/failing';
import type { ResultOf } from '../api/graphql';
import { CHECK_IN, CHECK_OUT, ITEM, PATRON, PATRONS, PAY, RENEW, UPLOAD } from '../api/lending';
import { date, t } from '../i18n/index.svelte';
import { toldOf } from '../i18n/refusals';
import { unlessRefused } from './errands';
import { type KeptTransaction, drop, keep, kept } from './kept';
import { cancel } from './serving';
import { type Line, type Reason, isUnknownItem, reasonsIn, reasonsOf } from './telling';

export type Card = NonNullable<ResultOf<typeof PATRON>['patron']>;
export type Found = ResultOf<typeof PATRONS>['patrons']['nodes'][number];
export type Override = { codes: string[]; reason: string };
export type Done = Omit<Line, 'id' | 'at'>;
export type Again = (override: Override) => Promise<void>;
const MOST_LINES = 200;
const AT_ONCE = 50;
const AGAIN_MS = 5000;

export class Desk {
  mode: 'out' | 'in' = $state('out');
  card: Card | null = $state.raw(null);
  /** The number of a card that was read while the server was away. */
  cardRead: string | null = $state(null);
  found: Found[] = $state.raw([]);
  lines: Line[] = $state.raw([]);
  waiting: KeptTransaction[] = $state.raw([]);
  busy = $state(0);
  #last: Promise<void> = Promise.resolve();
  #next = 0;
  #again = new Map<number, Again>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly tenant: string,
    readonly point: () => string,
  ) {}

  /** Begin: what was kept before is uploaded as soon as the server is there. */
  start(): () => void {
    void this.#read();
    this.#timer = setInterval(() => void this.upload(), AGAIN_MS);
    const online = (): void => void this.upload();
    window.addEventListener('online', online);
    return () => {
      clearInterval(this.#timer);
      window.removeEventListener('online', online);
    };
  }

  /** Something was scanned or typed: done after what was scanned before it. */
  scan(text: string): Promise<void> {
    return this.#after(text, (read) => this.#take(read));
  }

  /** Something was scanned that comes in, wherever the desk is at: taken from the shelf for somebody, or received. */
  takeIn(text: string): Promise<void> {
    return this.#after(text, (read) => this.#telling(read, () => this.#checkIn(read)));
  }

  #after(text: string, work: (read: string) => Promise<void>): Promise<void> {
    const read = text.trim();
    if (read === '') return this.#last;
    this.busy += 1;
    this.#last = this.#last.then(() => work(read)).finally(() => (this.busy -= 1));
    return this.#last;
  }

  /** The next reader: nobody's card is open. */
  close(): void {
    [this.card, this.cardRead, this.found] = [null, null, []];
  }

  async open(barcode: string): Promise<boolean> {
    const { patron } = await ask(PATRON, { barcode });
    if (patron === null) return false;
    [this.card, this.cardRead, this.found] = [patron, null, []];
    return true;
  }

  /** Whether something can still be let pass in a line. */
  canAgain(line: Line): boolean {
    return this.#again.has(line.id);
  }

  async again(line: Line, override: Override): Promise<void> {
    await this.#again.get(line.id)?.(override);
  }

  async renew(loan: string, title: string, override: Override | null = null): Promise<void> {
    const input = { loan, override, requestId: crypto.randomUUID() };
    const { renew } = await ask(RENEW, { input });
    const reasons = reasonsOf(renew.userErrors);
    const patron = this.card?.barcode ?? null;
    const line = { kind: 'renew', scanned: '', title, patron } as const;
    if (renew.loan === null) this.refused(line, reasons, (next) => this.renew(loan, title, next));
    else this.tell({ ...line, level: 'good', told: t('lending.due', { date: date(renew.loan.dueAt) }), reasons: [] });
    await this.refresh();
  }

  async cancel(request: string, reason: string): Promise<void> {
    await cancel(request, reason);
    await this.refresh();
  }

  async pay(fees: string[], amount: string, currency: string, method: string): Promise<void> {
    const input = { fees, amount: { amount, currency }, method, requestId: crypto.randomUUID() };
    unlessRefused((await ask(PAY, { input })).feePay);
    const title = this.card?.name ?? '';
    this.tell({ kind: 'pay', level: 'good', scanned: '', title, told: t('lending.paid', { amount, currency }), reasons: [], patron: this.card?.barcode ?? null });
    await this.refresh();
  }

  /** Send what was kept, the oldest first; what the server settles leaves this browser. */
  async upload(): Promise<void> {
    if (this.waiting.length === 0 || this.busy > 0) return;
    this.busy += 1;
    try {
      const some = this.waiting.slice(0, AT_ONCE);
      const transactions = some.map(({ tenant: _, ...each }) => each);
      const { offlineUpload } = await ask(UPLOAD, { input: { transactions } });
      for (const each of offlineUpload.results) {
        if (each.outcome === 'TRY_AGAIN') continue;
        await drop(each.requestId);
        const item = some.find((one) => one.requestId === each.requestId)?.item ?? '';
        const isDone = each.outcome !== 'CONFLICT';
        const reasons = reasonsIn(each.transaction?.blocks ?? []);
        const told = isDone ? t('lending.uploaded') : t('lending.conflict');
        this.tell({ kind: isDone ? 'found' : 'refused', level: isDone ? 'good' : 'bad', scanned: item, title: item, told, reasons, patron: null });
      }
      await this.#read();
      await this.refresh();
    } catch (error) {
      if (failureOf(error).code !== 'OFFLINE') throw error;
    } finally {
      this.busy -= 1;
    }
  }

  #take(read: string): Promise<void> {
    const isOpen = this.card !== null || this.cardRead !== null;
    return this.#telling(read, () => (this.mode === 'in' ? this.#checkIn(read) : isOpen ? this.#checkOut(read) : this.#find(read)));
  }

  async #telling(read: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.tell({ kind: 'refused', level: 'bad', scanned: read, title: read, told: toldOf(failureOf(error)), reasons: [], patron: null });
    }
  }

  async #checkOut(item: string, override: Override | null = null): Promise<void> {
    const patron = this.card?.barcode ?? this.cardRead!;
    const input = { item, patron, servicePoint: this.point(), override, requestId: crypto.randomUUID() };
    const answer = await this.#orKept(() => ask(CHECK_OUT, { input }), input.requestId, 'CHECK_OUT', item, patron);
    if (answer === null) return;
    const { loan, userErrors } = answer.checkOut;
    const reasons = reasonsOf(userErrors);
    if (loan === null) {
      if (isUnknownItem(reasons) && (await this.open(item))) return;
      this.refused({ kind: 'out', scanned: item, title: await this.#titleOf(item), patron }, reasons, (next) => this.#checkOut(item, next));
      return;
    }
    const title = loan.item?.instance?.label?.value ?? item;
    this.tell({ kind: 'out', level: 'good', scanned: item, title, told: t('lending.due', { date: date(loan.dueAt) }), reasons: [], patron });
    void this.refresh();
  }

  async #checkIn(item: string): Promise<void> {
    const input = { item, servicePoint: this.point(), requestId: crypto.randomUUID() };
    const answer = await this.#orKept(() => ask(CHECK_IN, { input }), input.requestId, 'CHECK_IN', item, null);
    if (answer === null) return;
    const done = answer.checkIn;
    const reasons = reasonsOf(done.userErrors);
    if (done.action === null) {
      if (isUnknownItem(reasons) && (await this.open(item))) this.mode = 'out';
      else this.refused({ kind: 'in', scanned: item, title: item, patron: null }, reasons, null);
      return;
    }
    const whom = done.request?.patron;
    const where = done.sendTo?.name.value ?? '';
    const isElsewheres = (done.loan?.titleElsewhere ?? null) !== null;
    const told = {
      RESHELVE: () => (isElsewheres ? t('lending.sendBack') : t('lending.reshelve', { place: done.item?.location?.name.value ?? '' })),
      HOLD_SHELF: () => t('lending.shelf', { name: whom?.name ?? '', card: whom?.barcode ?? '' }),
      SEND: () => t('lending.send', { place: where }),
      DELIVER: () => t('lending.deliver', { name: whom?.name ?? '' }),
      SET_ASIDE: () => t('lending.setAside'),
    }[done.action]();
    const fee = done.charged === null ? '' : ` ${t('lending.charged', { amount: done.charged.amount, currency: done.charged.currency })}`;
    const used = done.inHouseUse ? ` ${t('lending.inHouse')}` : '';
    const level = done.action === 'RESHELVE' && fee === '' && !isElsewheres ? 'good' : 'warn';
    this.tell({ kind: 'in', level, scanned: item, title: done.item?.instance?.label?.value ?? item, told: told + used + fee, reasons: [], patron: done.loan?.patron?.barcode ?? null });
  }

  /** Nobody's card is open: it is a card, words of a name, or an item to look at. */
  async #find(read: string): Promise<void> {
    try {
      if (await this.open(read)) return;
      const { item } = await ask(ITEM, { barcode: read });
      if (item !== null) {
        const told = [item.statusExplained.because, t('lending.openCard')].join(' ');
        this.tell({ kind: 'found', level: 'warn', scanned: read, title: item.instance?.label?.value ?? read, told, reasons: [], patron: null, item: item.id });
        return;
      }
      const { patrons } = await ask(PATRONS, { text: read });
      this.found = patrons.nodes;
      if (patrons.nodes.length === 1) await this.open(patrons.nodes[0]!.barcode);
      if (patrons.nodes.length === 0) {
        this.tell({ kind: 'refused', level: 'bad', scanned: read, title: read, told: t('lending.nothing'), reasons: [], patron: null });
      }
    } catch (error) {
      if (failureOf(error).code !== 'OFFLINE') throw error;
      this.cardRead = read;
    }
  }

  /** What the server answers; null where it is away and the transaction is kept here instead. */
  async #orKept<T>(
    asked: () => Promise<T>, requestId: string, kind: KeptTransaction['kind'], item: string, patron: string | null,
  ): Promise<T | null> {
    try {
      return await asked();
    } catch (error) {
      if (failureOf(error).code !== 'OFFLINE') throw error;
      await keep({ requestId, tenant: this.tenant, kind, at: new Date().toISOString(), item, patron, servicePoint: this.point() });
      await this.#read();
      this.tell({ kind: kind === 'CHECK_IN' ? 'in' : 'out', level: 'kept', scanned: item, title: item, told: t('lending.kept'), reasons: [], patron });
      return null;
    }
  }

  async #titleOf(item: string): Promise<string> {
    const answer = await ask(ITEM, { barcode: item }).catch(() => null);
    return answer?.item?.instance?.label?.value ?? item;
  }

  /** Read the open card anew. */
  async refresh(): Promise<void> {
    const card = this.card;
    if (card === null) return;
    const { patron } = await ask(PATRON, { barcode: card.barcode });
    if (patron !== null && this.card?.id === card.id) this.card = patron;
  }

  async #read(): Promise<void> {
    this.waiting = await kept(this.tenant).catch(() => this.waiting);
  }

  /** A line that tells every reason; `again` where it can be let pass. */
  refused(line: Pick<Done, 'kind' | 'scanned' | 'title' | 'patron'>, reasons: Reason[], again: Again | null): void {
    const id = this.tell({ ...line, level: 'bad', told: t('lending.refused'), reasons });
    if (again !== null) this.#again.set(id, async (override) => (this.#again.delete(id), await again(override)));
  }

  /** A line of the journal. */
  tell(done: Done): number {
    const id = this.#next++;
    this.lines = [{ ...done, id, at: new Date() }, ...this.lines].slice(0, MOST_LINES);
    return id;
  }
}
