/** Following what the server tells for as long as somebody looks. */
import type { TypedDocumentNode } from '@urql/core';
import { follow } from './client';

const AGAIN_MS = 4000;

/**
 * Follow a subscription; one that the server ends is begun again. `begun`, each time: what changed before then was told
 * to nobody. Until the returned function is called.
 */
export function keepFollowing<D, V extends Record<string, unknown>>(
  document: TypedDocumentNode<D, V>,
  variables: V,
  told: (data: D) => void,
  begun: () => void,
): () => void {
  let [isOver, end, timer] = [false, (): void => {}, undefined as ReturnType<typeof setTimeout> | undefined];

  function begin(): void {
    end = follow(document, variables, told, () => isOver || (timer = setTimeout(begin, AGAIN_MS)), begun);
  }

  begin();
  return () => ((isOver = true), clearTimeout(timer), end());
}
