/** A list that the server gives page by page: what there is so far, whether there is more, what went wrong. */
import type { Failure } from '../api/client';
import { failureOf } from '../api/failing';

interface Page<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export class Pages<T> {
  /** Null until the first page is there. */
  nodes: T[] | null = $state.raw(null);
  hasMore = $state(false);
  busy = $state(false);
  failure: Failure | null = $state.raw(null);
  #after: string | null = null;
  /** How much of it somebody asked to see, at least. */
  #wanted = 0;
  #asked = 0;

  constructor(readonly ask: (after: string | null) => Promise<Page<T>>) {}

  /** Read the first page, as of another list: what was asked before is told no more. */
  async load(): Promise<void> {
    this.#wanted = 0;
    await this.#read([], null);
  }

  /** Read what follows. */
  async more(): Promise<void> {
    const nodes = this.nodes ?? [];
    this.#wanted = nodes.length + 1;
    await this.#read(nodes, this.#after);
  }

  /** Read the same list as it is now, to its end, whatever is told meanwhile; where another one is asked for, no further. */
  async rest(): Promise<void> {
    this.#wanted = Infinity;
    while (this.#wanted === Infinity && this.hasMore && this.failure === null) await this.renew();
    if (this.#wanted === Infinity) this.#wanted = this.nodes?.length ?? 0;
  }

  /** Read the same list as it is now, as far as somebody had come in it. */
  async renew(): Promise<void> {
    await this.#read([], null);
  }

  async #read(before: readonly T[], after: string | null): Promise<void> {
    const mine = ++this.#asked;
    this.busy = true;
    try {
      const found = await this.#from(before, after);
      if (mine === this.#asked) [this.nodes, this.#after, this.hasMore, this.failure] = [found.nodes, found.after, found.hasMore, null];
    } catch (error) {
      if (mine === this.#asked) this.failure = failureOf(error);
    } finally {
      if (mine === this.#asked) this.busy = false;
    }
  }

  async #from(before: readonly T[], after: string | null): Promise<{ nodes: T[]; after: string | null; hasMore: boolean }> {
    const { nodes, pageInfo } = await this.ask(after);
    const all = [...before, ...nodes];
    if (pageInfo.hasNextPage && all.length < this.#wanted) return this.#from(all, pageInfo.endCursor);
    return { nodes: all, after: pageInfo.endCursor, hasMore: pageInfo.hasNextPage };
  }
}
