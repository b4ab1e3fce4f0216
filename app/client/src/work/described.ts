/** A work with its editions, as the catalogue has them. */
import { Failure, ask } from '../api/client';
import type { ResultOf } from '../api/graphql';
import { DESCRIPTIONS } from '../api/record';
import { type Part, bare } from '../record/node';

export interface Described {
  readonly nodes: readonly Part[];
  readonly bases: { iri: string; revision: string }[];
}

type Work = Extract<NonNullable<ResultOf<typeof DESCRIPTIONS>['node']>, { __typename: 'Work' }>;

/** By its id, with its first editions; or by that of an edition, with some of which it is one. */
export async function workOf(id: string): Promise<Work> {
  const { node } = await ask(DESCRIPTIONS, { id, after: null });
  if (node?.__typename === 'Instance' && node.work !== null) {
    for await (const work of pagesOf(node.work.id)) if (work.instances.nodes.some((each) => each.id === id)) return work;
  }
  if (node?.__typename !== 'Work') throw new Failure('NOT_FOUND', '');
  return node;
}

/** A work with some of its editions at a time, to the last. */
export async function* pagesOf(id: string): AsyncGenerator<Work> {
  let after: string | null = null;
  do {
    const work: Work = await pageOf(id, after);
    yield work;
    after = work.instances.pageInfo.hasNextPage ? work.instances.pageInfo.endCursor : null;
  } while (after !== null);
}

async function pageOf(id: string, after: string | null): Promise<Work> {
  const { node } = await ask(DESCRIPTIONS, { id, after });
  if (node?.__typename !== 'Work') throw new Failure('NOT_FOUND', '');
  return node;
}

export async function described(id: string): Promise<Described> {
  const work = await workOf(id);
  return describing([work, ...work.instances.nodes]);
}

/** What is described, and what each goes on from. */
export function describing(found: readonly { iri: string; revision: string | null; jsonld: unknown }[]): Described {
  const bases = found.flatMap((each) => (each.revision === null ? [] : [{ iri: each.iri, revision: each.revision }]));
  return { nodes: found.map((each) => bare(each.jsonld)), bases };
}
