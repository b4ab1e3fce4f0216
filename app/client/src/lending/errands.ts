/** What is common to the lists of a desk. No framework in here. */
import type { TypedDocumentNode } from '@urql/core';
import { Failure } from '../api/client';
import { CHANGES } from '../api/errands';
import { keepFollowing } from '../api/following';
import { type Answered, reasonsOf } from './telling';

const GATHERED_MS = 250;
/** However long a reading took: a machine that slept in the middle of one doesn't wait as long again. */
const LONGEST_REST_MS = 5000;

/** Read again whenever something changes in lending, whichever desk it was at; until the returned function is called. */
export function whenLendingChanges(read: () => Promise<unknown>): () => void {
  return whenTold(CHANGES, {}, read);
}

/**
 * Read again whenever a subscription tells something, and whenever it begins: what changed before then was told to
 * nobody. Until the returned function is called.
 */
export function whenTold<D, V extends Record<string, unknown>>(document: TypedDocumentNode<D, V>, variables: V, read: () => Promise<unknown>): () => void {
  const { soon, stop } = gathering(read);
  const end = keepFollowing(document, variables, soon, soon);
  return () => (stop(), end());
}

/** Many calls become one reading, the first at once, one at a time; between two lies longer than the last one took. */
export function gathering(read: () => Promise<unknown>): { soon: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [isReading, isAsked, isOver, next] = [false, false, false, 0];

  async function go(): Promise<void> {
    const began = performance.now();
    [timer, isReading, isAsked] = [undefined, true, false];
    await read();
    const now = performance.now();
    [isReading, next] = [false, now + GATHERED_MS + Math.min(now - began, LONGEST_REST_MS)];
    if (isAsked) soon();
  }

  function soon(): void {
    isAsked = true;
    if (!isReading && !isOver) timer ??= setTimeout(() => void go(), Math.max(0, next - performance.now()));
  }

  return { soon, stop: () => ((isOver = true), clearTimeout(timer)) };
}

/** What was done; where it was refused, a failure that says every reason. */
export function unlessRefused<T extends { userErrors: readonly Answered[] }>(answer: T): T {
  const reasons = reasonsOf(answer.userErrors);
  if (reasons.length > 0) throw new Failure(reasons[0]!.code, reasons.map((each) => each.message).join(' '));
  return answer;
}

interface Titled {
  barcode: string | null;
  instance: { label: { value: string; lang?: string | null } | null } | null;
}

/** What a copy is called: its title, or its number where it has none. */
export function titleOf(item: Titled | null): string {
  return item?.instance?.label?.value ?? item?.barcode ?? '';
}

interface Asked {
  target: { label: { value: string } | null; barcode?: string | null; instance?: Titled['instance'] } | null;
  item: Titled | null;
}

/** What a request asks for is called: the title of the work or edition, or that of the copy. */
export function askedFor({ target, item }: Asked): string {
  if (target === null) return titleOf(item);
  return target.label?.value ?? titleOf({ barcode: target.barcode ?? null, instance: target.instance ?? null });
}
