/** The copies of one edition: those of the acting library in its holdings, those of others, and what is done to them. */
import { Failure, ask } from '../api/client';
import { failureOf } from '../api/failing';
import type { ResultOf } from '../api/graphql';
import { COPIES, COPY_NOW, type ITEMS_CHANGE, ITEM_CREATE, ITEM_UPDATE } from '../api/holdings';
import type { Copy, Held, ItemSet } from './fields';

/** Why nothing was written, as a person reads it. */
export type Refusal = ResultOf<typeof ITEMS_CHANGE>['itemsChange']['userErrors'][number];

type Now = Extract<NonNullable<ResultOf<typeof COPY_NOW>['node']>, { __typename: 'Item' | 'Holding' }>;

export class Copies {
  /** The edition's id; null until it is known. */
  instance: string | null = $state(null);
  holdings: Held[] | null = $state.raw(null);
  items: Copy[] = $state.raw([]);
  total = $state(0);
  failure: Failure | null = $state.raw(null);
  chosen: ReadonlySet<string> = $state.raw(new Set());
  #after: string | null = $state(null);

  constructor(
    readonly iri: string,
    readonly tenant: string,
    readonly gone: (iri: string) => void = () => {},
    /** Whether another library describes the edition: then everybody’s copies are looked for. */
    readonly isForeign = false,
  ) {}

  get hasMore(): boolean {
    return this.#after !== null;
  }

  readonly own = $derived((this.holdings ?? []).filter((each) => each.tenant.slug === this.tenant));
  readonly ownItems = $derived(this.items.filter((each) => each.tenant.slug === this.tenant));
  readonly elsewhere = $derived(this.items.filter((each) => each.tenant.slug !== this.tenant));
  readonly heldElsewhere = $derived((this.holdings ?? []).filter((each) => each.tenant.slug !== this.tenant));
  /** What stands in none of one's own holdings that are shown. */
  readonly loose = $derived.by(() => {
    const shown = new Set(this.own.map((each) => each.id));
    return this.ownItems.filter((each) => each.holding === null || !shown.has(each.holding.id));
  });

  in(holding: string): Copy[] {
    return this.ownItems.filter((each) => each.holding?.id === holding);
  }

  async load(): Promise<void> {
    await this.#read(null);
    const there = new Set(this.ownItems.map((each) => each.id));
    this.chosen = new Set([...this.chosen].filter((each) => there.has(each)));
  }

  async more(): Promise<void> {
    await this.#read(this.#after);
  }

  async #read(after: string | null): Promise<void> {
    try {
      const { resource } = await ask(COPIES, { iri: this.iri, scope: this.isForeign ? { all: true } : null, after });
      if (resource?.__typename !== 'Instance') throw new Failure('NOT_FOUND', '');
      const { nodes, pageInfo, totalCount } = resource.items;
      [this.instance, this.holdings, this.total, this.failure] = [resource.id, resource.holdings.nodes, totalCount, null];
      this.items = after === null ? nodes : [...this.items, ...nodes];
      this.#after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  choose(id: string, isChosen: boolean): void {
    this.chosen = isChosen ? new Set([...this.chosen, id]) : new Set([...this.chosen].filter((each) => each !== id));
  }

  /** A new copy; null where it was made. */
  async add(set: ItemSet): Promise<Refusal | null> {
    const { itemCreate } = await ask(ITEM_CREATE, { input: { instance: this.instance!, set, requestId: crypto.randomUUID() } });
    if (itemCreate.item !== null) this.put(itemCreate.item);
    return itemCreate.userErrors[0] ?? null;
  }

  /** Change a copy; null where it was changed. */
  async change(item: Copy, set: ItemSet): Promise<Refusal | null> {
    const { itemUpdate } = await ask(ITEM_UPDATE, { input: { id: item.id, ifRevision: item.revision!, set, requestId: crypto.randomUUID() } });
    if (itemUpdate.item !== null) this.put(itemUpdate.item);
    return itemUpdate.userErrors[0] ?? null;
  }

  /** A copy as it is now, where it stood or at the end. */
  put(item: Copy): void {
    const isThere = this.items.some((each) => each.id === item.id);
    this.items = isThere ? this.items.map((each) => (each.id === item.id ? item : each)) : [...this.items, item];
    if (!isThere) this.total += 1;
    if (item.suppressed) this.gone(item.iri);
  }

  /** What is there no more. */
  drop(id: string): void {
    const item = this.items.find((each) => each.id === id);
    if (item === undefined) return;
    this.items = this.items.filter((each) => each !== item);
    this.total -= 1;
    this.choose(id, false);
    this.gone(item.iri);
  }

  unhold(id: string): void {
    this.holdings = (this.holdings ?? []).filter((each) => each.id !== id);
  }

  hold(held: Held): void {
    const isThere = this.holdings?.some((each) => each.id === held.id);
    this.holdings = isThere ? this.holdings!.map((each) => (each.id === held.id ? held : each)) : [...(this.holdings ?? []), held];
  }
}

/** One of them as it is now; null where it is gone. */
export async function asNow(id: string): Promise<Now | null> {
  const { node } = await ask(COPY_NOW, { id });
  return node?.__typename === 'Item' || node?.__typename === 'Holding' ? node : null;
}
