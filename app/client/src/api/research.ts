/** Queries that people write: how far they may go, those to begin from, those that are kept. */
import { type ResultOf, graphql } from './graphql';
import { WHY } from './refusing';

const SAVED = graphql(`
  fragment Saved on SavedQuery { id name language text shared mine revision owner tenant { slug name { value lang } } }
`);

export const RESEARCH = graphql(`
  query Research {
    viewer { tenant { networks { slug name { value lang } } } queryCost { limit remaining resetAt } }
    sparqlLimits { rows seconds laterRows laterSeconds laterDays }
    queryExamples { key title about language text }
  }
`);

export const SAVED_QUERIES = graphql(
  `
    query SavedQueries($after: String) {
      savedQueries(first: 50, after: $after) { nodes { ...Saved } pageInfo { hasNextPage endCursor } }
    }
  `,
  [SAVED],
);

export const SAVED_QUERY = graphql(`query SavedQuery($id: ID!) { node(id: $id) { __typename ...Saved } }`, [SAVED]);

export const SAVED_QUERY_PUT = graphql(
  `
    mutation SavedQueryPut($input: SavedQueryPutInput!) {
      savedQueryPut(input: $input) { savedQuery { ...Saved } userErrors { ...Why } }
    }
  `,
  [SAVED, WHY],
);

export const SAVED_QUERY_DELETE = graphql(`
  mutation SavedQueryDelete($input: SavedQueryDeleteInput!) {
    savedQueryDelete(input: $input) { deletedId userErrors { ...Why } }
  }
`, [WHY]);

const RUN = graphql(`
  fragment RunOfSparql on SparqlRun {
    id query status rows truncated code message createdAt
    files { name path packedPath }
  }
`);

/** One's own queries that are answered later, the newest first. */
export const SPARQL_RUNS = graphql(
  `
    query SparqlRuns($after: String) {
      sparqlRuns(first: 20, after: $after) { nodes { ...RunOfSparql } pageInfo { hasNextPage endCursor } }
    }
  `,
  [RUN],
);

export const SPARQL_RUN_START = graphql(
  `
    mutation SparqlRunStart($input: SparqlRunStartInput!) {
      sparqlRunStart(input: $input) { run { id } userErrors { ...Why } }
    }
  `,
  [WHY],
);

export const SPARQL_RUN_CANCEL = graphql(
  `
    mutation SparqlRunCancel($input: SparqlRunCancelInput!) {
      sparqlRunCancel(input: $input) { cancelledId userErrors { ...Why } }
    }
  `,
  [WHY],
);

/** A query in SPARQL, asked through the API so that it counts like everything else. */
export const SPARQL = `query Sparql($query: String!, $scope: TenantScope, $first: Int!) {
  sparql(query: $query, scope: $scope, first: $first) { variables rows { type value lang } boolean triples truncated tookMs }
}`;

export type SparqlRun = ResultOf<typeof RUN>;
export type Saved = ResultOf<typeof SAVED>;
export type Example = ResultOf<typeof RESEARCH>['queryExamples'][number];
export type Language = Saved['language'];
export type Audience = Saved['shared'];
