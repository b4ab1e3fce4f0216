/** Asking again and again while somebody writes: a moment after the last change, and never an older answer over a newer. Pure. */
export class Latest<A, T> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(
    readonly ask: (wanted: A) => Promise<T>,
    readonly told: (answer: T) => void,
    /** What came to nothing; what it answers, in milliseconds, is when to ask the same again. */
    readonly failed: (error: unknown) => number | null,
    readonly waitMs: number,
  ) {}

  /** Ask this next; what was asked before is told no more. */
  want(wanted: A, inMs = this.waitMs): void {
    this.stop();
    this.#timer = setTimeout(() => void this.#now(wanted), inMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  async #now(wanted: A): Promise<void> {
    const mine = this.#asked;
    try {
      const answer = await this.ask(wanted);
      if (mine === this.#asked) this.told(answer);
    } catch (error) {
      if (mine !== this.#asked) return;
      const again = this.failed(error);
      if (again !== null) this.want(wanted, again);
    }
  }
}
