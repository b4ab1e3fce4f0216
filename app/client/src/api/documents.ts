/** What the client asks for outside of a record: who is there, searches. */
import { graphql } from './graphql';

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      name
      permissions
      tenant { id slug name { value lang } networks { slug name { value lang } } }
      tenants { id slug name { value lang } }
      networks { slug name { value lang } }
      coordinates { id slug name { value lang } }
    }
  }
`);

export const HIT = graphql(`
  fragment Hit on Work {
    __typename
    id
    iri
    types
    title { full main { value lang } subtitle { value lang } parallel { value lang direction } }
    contributions(first: 3) { nodes { agent { iri name { value lang } } roleTerms } }
    languages { iri label { value lang } }
    contentTypes { iri label { value lang } }
    availability { total available }
    provenance { tenant { slug name { value lang } } }
    instances(first: 3) {
      totalCount
      nodes {
        id
        publication { place { value lang } publisher { value lang } dateText date }
        edition
        extent
        identifiers(scheme: [ISBN, ISSN]) { scheme value }
        items(first: 3) { nodes { callNumber location { name { value lang } } } }
      }
    }
  }
`);

export const SEARCH = graphql(
  `
    query Search(
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
        totalCountPrecision
        didYouMean
        tookMs
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        facets(fields: $fields, first: 12) { field buckets { value label count selected } }
        nodes {
          ...Hit
          ... on Instance { __typename id iri title { full } work { id } publication { dateText } }
          ... on Agent { __typename id iri kind name { value lang } variants { value lang } works(first: 1) { totalCount } }
          ... on Concept { __typename id iri label { value lang } scheme works(first: 1) { totalCount } }
        }
      }
    }
  `,
  [HIT],
);
