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

/** By its id or that of an edition. */
export async function workOf(id: string): Promise<Work> {
  const { node } = await ask(DESCRIPTIONS, { id });
  if (node?.__typename === 'Instance' && node.work !== null) return workOf(node.work.id);
  if (node?.__typename !== 'Work') throw new Failure('NOT_FOUND', id);
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
