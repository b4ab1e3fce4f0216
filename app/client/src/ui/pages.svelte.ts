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

  constructor(readonly ask: (after: string | null) => Promise<Page<T>>) {}

  /** Read the first page, anew where it was read before. */
  async load(): Promise<void> {
    await this.#read(null);
  }

  /** Read what follows. */
  async more(): Promise<void> {
    await this.#read(this.#after);
  }

  async #read(after: string | null): Promise<void> {
    this.busy = true;
    try {
      const { nodes, pageInfo } = await this.ask(after);
      this.nodes = after === null ? nodes : [...(this.nodes ?? []), ...nodes];
      [this.#after, this.hasMore, this.failure] = [pageInfo.endCursor, pageInfo.hasNextPage, null];
    } catch (error) {
      this.failure = failureOf(error);
    } finally {
      this.busy = false;
    }
  }
}
