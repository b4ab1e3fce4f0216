/** Batch changes: trying, doing, listing, taking back; and what the records they touch are called. */
import { graphql } from './graphql';
import { WHY } from './refusing';
import { byIri } from './iris';

export const BATCHES = graphql(`
  query Batches($after: String) {
    batches(first: 50, after: $after) {
      nodes { id title status interrupted at by query found changed refused }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const BATCH = graphql(`
  query Batch($id: ID!, $after: String) {
    batch(id: $id) {
      id
      title
      status
      at
      by
      query
      filters { field anyOf }
      found
      done
      total
      interrupted
      changed
      refused
      operations { kind property value to }
      hits(first: 100, after: $after) { totalCount nodes pageInfo { hasNextPage endCursor } }
    }
  }
`);

export const BATCH_APPLY = graphql(`
  mutation BatchApply($input: BatchApplyInput!) {
    batchApply(input: $input) {
      batch { id status }
      changed
      unchanged
      refused
      preview
      reports { iri outcome changes { path removed added } refusal { ...Why } }
      userErrors { ...Why path }
    }
  }
`, [WHY]);

export const BATCH_CONTINUE = graphql(`
  mutation BatchContinue($input: BatchContinueInput!) {
    batchContinue(input: $input) { batch { status } userErrors { ...Why } }
  }
`, [WHY]);

export const BATCH_UNDO = graphql(`
  mutation BatchUndo($input: BatchUndoInput!) {
    batchUndo(input: $input) {
      batch { status }
      changed
      unchanged
      refused
      reports {
        iri
        outcome
        changes { path removed added }
        refusal { ...Why ... on UndoHinderedError { conflicts { path base ours theirs } } }
      }
      userErrors { ...Why }
    }
  }
`, [WHY]);

/** A record by its address: its id here, and what it is called. */
export interface Called {
  id: string;
  title: string;
  lang: string | null;
}

interface Found {
  id: string;
  label: { value: string; lang: string | null } | null;
  title?: { full: string; main: { lang: string | null } } | null;
}
const NAMED = '{ id label { value lang } ... on Work { title { full main { lang } } } ... on Instance { title { full main { lang } } } }';

/** What records are called, by IRI; those that aren't found, or may not be seen, are missing. */
export async function recordsCalled(iris: readonly string[]): Promise<Map<string, Called>> {
  const found = await byIri<Found>(iris, (iri) => `resource(iri: ${iri}) ${NAMED}`);
  return new Map([...found].map(([iri, { id, label, title }]) => [iri, { id, title: title?.full ?? label?.value ?? '', lang: title?.main.lang ?? label?.lang ?? null }]));
}
