/** Which works and agents of a network's libraries are one: what waits for a person, what was decided, and what joined them. */
import { graphql } from './graphql';
import { WHY } from './refusing';

const LIKENESS = graphql(`
  fragment Likeness on ClusterLikeness {
    iris
    score
    evidence { feature outcome says weight }
    works { id iri title { full main { lang } } provenance { tenant { slug name { value lang } } network { slug name { value lang } } } }
    agents { id iri name { value lang } }
  }
`);

export const WAITING = graphql(
  `
  query ClustersWaiting($network: ID!, $filter: ClusterProposalFilterInput, $after: String) {
    clusterProposals(network: $network, filter: $filter, first: 25, after: $after) {
      totalCount
      nodes { iri revision kind likeness { ...Likeness } }
      pageInfo { hasNextPage endCursor }
    }
  }
`,
  [LIKENESS],
);

export const DECIDED = graphql(`
  query ClustersDecided($network: ID!, $after: String) {
    clusterActs(network: $network, first: 25, after: $after) {
      nodes {
        iri
        answer
        members
        decidedAt
        decidedBy
        works { id iri title { full main { lang } } provenance { tenant { name { value lang } } network { name { value lang } } } }
        agents { id iri name { value lang } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const LIBRARIES = graphql(`
  query LibrariesOfNetwork($network: ID!) { node(id: $network) { ... on Network { tenants(first: 100) { nodes { slug name { value lang } } } } } }
`);

export const SIDES = graphql(`
  query ClusterSides($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on Work {
        iri
        title { full main { lang } }
        variantTitles { full main { lang } }
        contributions(first: 20) { nodes { agent { name { value lang } } roleTerms } }
        languages { iri label { value lang } }
        contentTypes { iri label { value lang } }
        originDate
        subjects(first: 20) { nodes { __typename ... on Concept { iri label { value lang } } ... on Agent { name { value lang } } ... on Work { title { full main { lang } } } } }
        provenance { tenant { slug name { value lang } } network { slug name { value lang } } }
        instances(first: 10) {
          totalCount
          nodes {
            edition
            extent
            publication { place { value lang } publisher { value lang } dateText date }
            identifiers { scheme value isCancelled }
          }
        }
      }
      ... on Agent {
        iri
        kind
        name { value lang }
        variants { value lang }
        birthDate
        deathDate
        identifiers { scheme value isCancelled }
        works(first: 10) { totalCount nodes { id title { full main { lang } } provenance { tenant { name { value lang } } network { name { value lang } } } } }
      }
    }
  }
`);

export const SAME = graphql(
  `
  query SameElsewhere($id: ID!) {
    node(id: $id) {
      ... on Work {
        iri
        clusters {
          iri
          revision
          network { slug name { value lang } }
          works { id iri title { full main { lang } } provenance { tenant { slug name { value lang } } network { slug name { value lang } } } }
          likenesses { iris score evidence { feature outcome says weight } }
        }
      }
    }
  }
`,
);

export const DECIDE = graphql(
  `mutation ClusterDecide($input: ClusterDecideInput!) { clusterDecide(input: $input) { act userErrors { ...Why } } }`,
  [WHY],
);

export const UNDO_DECISION = graphql(
  `mutation ClusterUndo($input: ClusterUndoInput!) { clusterUndo(input: $input) { act userErrors { ...Why } } }`,
  [WHY],
);
