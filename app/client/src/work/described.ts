/** A work with its editions, as the catalogue has them. */
import { Failure, ask } from '../api/client';
import { DESCRIPTIONS } from '../api/record';
import { type Part, bare } from '../record/node';

export interface Described {
  readonly nodes: readonly Part[];
  readonly bases: { iri: string; revision: string }[];
}

/** By its id or that of an edition. */
export async function described(id: string): Promise<Described> {
  const { node } = await ask(DESCRIPTIONS, { id });
  if (node?.__typename === 'Instance' && node.work !== null) return described(node.work.id);
  if (node?.__typename !== 'Work') throw new Failure('NOT_FOUND', id);
  const found = [node, ...node.instances.nodes];
  const bases = found.flatMap((each) => (each.revision === null ? [] : [{ iri: each.iri, revision: each.revision }]));
  return { nodes: found.map((each) => bare(each.jsonld)), bases };
}
