/** One search: its hits, each once, with the libraries that have it where several are searched. */
import { ask } from '../api/client';
import { SEARCH } from '../api/documents';
import type { ResultOf } from '../api/graphql';
import { UNION } from '../api/union';
import { once } from '../ui/once';
import { type SearchQuery, isUnion, variables } from './query';

type Own = ResultOf<typeof SEARCH>['search'];
type Union = ResultOf<typeof UNION>['search'];
export type Hit = Own['nodes'][number];
export type Library = Union['edges'][number]['libraries'][number];
export interface Found extends Omit<Own, 'nodes' | 'totalCountPrecision'> {
  hits: readonly { hit: Hit; libraries: readonly Library[] | null }[];
  /** How many works there are where each is shown once; null where descriptions are too many to be compared. */
  works: number | null;
}

export async function find(search: SearchQuery, tenant: string): Promise<Found> {
  if (isUnion(search)) {
    const { edges, clusterCount, ...rest } = (await ask(UNION, variables(search, tenant))).search;
    return { ...rest, works: clusterCount, hits: distinct(edges.map((each) => ({ hit: each.node as Hit, libraries: each.libraries }))) };
  }
  const { nodes, ...rest } = (await ask(SEARCH, variables(search, tenant))).search;
  return { ...rest, works: rest.totalCount, hits: distinct(nodes.map((hit) => ({ hit, libraries: null }))) };
}

/** Until the index has followed a merge, two hits may be the same record. */
function distinct<T extends { hit: Hit }>(hits: readonly T[]): T[] {
  return once(hits, (each) => each.hit.id);
}
