/** What the client asks where two descriptions become one, or one becomes two. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const SIDE = graphql(`
  query Side($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Work {
        iri
        revision
        jsonld
        title { full main { lang } }
        contributions(first: 3) { nodes { agent { name { value lang } } } }
        originDate
        provenance { tenant { slug } }
        instances(first: 100) {
          totalCount
          nodes { id iri title { full main { lang } } edition publication { dateText date } items(first: 1) { totalCount } }
        }
      }
      ... on Instance {
        iri
        revision
        jsonld
        title { full main { lang } }
        edition
        publication { dateText date }
        provenance { tenant { slug } }
        items(first: 1) { totalCount }
        work { id instances(first: 100) { nodes { id title { full main { lang } } edition } } }
      }
    }
  }
`);

export const MERGE = graphql(`
  mutation Merge($input: ResourcesMergeInput!) {
    resourcesMerge(input: $input) {
      batch { id }
      iri
      changed
      reports { iri changes { path removed added } }
      notTaken { iri path values }
      userErrors { __typename ...Why path }
    }
  }
`, [WHY]);

export const SPLIT = graphql(`
  mutation Split($input: ResourceSplitInput!) {
    resourceSplit(input: $input) {
      batch { id }
      iri
      changed
      reports { iri changes { path removed added } }
      userErrors { __typename ...Why path }
    }
  }
`, [WHY]);
