/** What makes a library's description its network's, and its own again. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const TO_SHARE = graphql(`
  query ToShare($id: ID!) {
    node(id: $id) {
      __typename
      ... on Work {
        id
        revision
        instances(first: 99) { nodes { id revision provenance { tenant { slug } network { slug } } } }
      }
    }
  }
`);

export const PROMOTE = graphql(
  `mutation NetworkPromote($input: NetworkPromoteInput!) { networkPromote(input: $input) { moved { iri now } written userErrors { ...Why } } }`,
  [WHY],
);

export const TAKE_BACK = graphql(
  `mutation NetworkTakeBack($input: NetworkTakeBackInput!) { networkTakeBack(input: $input) { moved { iri now } written userErrors { ...Why } } }`,
  [WHY],
);
