/** What is asked to find works in the libraries of a network, or in all: each once, with who has it. */
import { HIT } from './documents';
import { graphql } from './graphql';

export const UNION = graphql(
  `
    query Union(
      $input: SearchInput!
      $first: Int
      $after: String
      $last: Int
      $before: String
      $sort: SearchSort!
      $fields: [FacetField!]!
    ) {
      search(input: $input, first: $first, after: $after, last: $last, before: $before, sort: $sort) {
        totalCount
        clusterCount
        didYouMean
        tookMs
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        facets(fields: $fields, first: 12) { field buckets { value label count selected } }
        edges {
          libraries { available tenant { slug name { value lang } } }
          node { ...Hit }
        }
      }
    }
  `,
  [HIT],
);
