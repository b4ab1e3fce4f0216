/** What the collections of a network are to each other, and what a network knows of one work. */
import { type ResultOf, graphql } from './graphql';
import { WHY } from './refusing';

export const NETWORKED = graphql(`
  query Networked {
    viewer { tenant { networks { slug name { value lang } coCirculation { nextDay } } } }
  }
`);

export const QUESTIONS = graphql(`query CollectionQuestions { collectionQuestions { key takes sparql } }`);

export const OVERLAPS = graphql(`
  query Overlaps($network: ID!, $tenant: ID!) {
    collectionOverlaps(network: $network, tenant: $tenant) { works both tenant { slug graph name { value lang } } }
  }
`);

export const LINKING = graphql(`
  query Linking($network: ID!, $tenant: ID!, $other: ID!, $after: String) {
    linkingAgents(network: $network, tenant: $tenant, other: $other, first: 50, after: $after) {
      nodes { name here there }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const LAST_COPIES = graphql(`
  query LastCopies($network: ID!, $tenant: ID!, $first: Int!, $after: String) {
    lastCopies(network: $network, tenant: $tenant, first: $first, after: $after) {
      totalCount
      nodes {
        iri
        work { id label { value lang } title { full main { lang } } contributions(first: 1) { nodes { agent { name { value lang } } } } }
        copy { barcode callNumber location { name { value lang } } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** Who in a network has a work, and what the same people borrow. */
export const IN_NETWORK = graphql(`
  query InNetwork($id: ID!, $network: ID!) {
    node(id: $id) {
      __typename
      ... on Work {
        holders(scope: { network: $network }) { total available tenant { slug name { value lang } } }
        borrowedTogether(first: 5) { k nextDay work { id label { value lang } } }
      }
    }
  }
`);

/** Editions and translations of a work over a network. */
export const VERSIONS = graphql(`
  query Versions($network: ID!, $work: IRI!) {
    workVersions(network: $network, work: $work) {
      iri
      language { iri label { value lang } }
      instance {
        title { full main { lang } }
        edition
        publication { dateText }
        provenance { tenant { name { value lang } } }
        work { id }
      }
    }
  }
`);

/** Who in a network has the work that a copy is of. */
export const COPY_IN_NETWORK = graphql(`
  query CopyInNetwork($id: ID!, $network: ID!) {
    node(id: $id) {
      __typename
      ... on Item { instance { work { holders(scope: { network: $network }) { total tenant { slug } } } } }
    }
  }
`);

export const CO_CIRCULATION = graphql(`
  query CoCirculation($network: ID!) {
    node(id: $network) {
      __typename
      ... on Network { coCirculation { k months nextDay revision publications { first last k pairs } } }
    }
  }
`);

export const CO_CIRCULATION_SETTLE = graphql(
  `
    mutation CoCirculationSettle($input: CoCirculationSettleInput!) {
      coCirculationSettle(input: $input) { network { slug } userErrors { ...Why } }
    }
  `,
  [WHY],
);

export const POOLING_NETWORK = graphql(`query PoolingNetwork($tenant: ID!) { tenant(id: $tenant) { poolingNetwork { slug } } }`);

export const POOLING_NETWORK_SET = graphql(
  `
    mutation PoolingNetworkSet($input: PoolingNetworkInput!) {
      poolingNetworkSet(input: $input) { tenant { poolingNetwork { slug } } userErrors { ...Why } }
    }
  `,
  [WHY],
);

export type Networked = NonNullable<ResultOf<typeof NETWORKED>['viewer']['tenant']>['networks'][number];
export type Common = ResultOf<typeof OVERLAPS>['collectionOverlaps'][number];
export type LastCopy = ResultOf<typeof LAST_COPIES>['lastCopies']['nodes'][number];
export type Version = ResultOf<typeof VERSIONS>['workVersions'][number];
