/** Beginning from what is there: copies of other libraries' descriptions, and templates. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const COPY = graphql(`
  mutation Copy($input: ResourceCopyInput!) {
    resourceCopy(input: $input) { draft { id } userErrors { ...Why } }
  }
`, [WHY]);

export const TEMPLATES = graphql(`
  query Templates($after: String) {
    templates(first: 50, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
  }
`);

export const TEMPLATE = graphql(`
  query Template($id: ID!) {
    node(id: $id) { __typename id ... on Template { name profile nodes } }
  }
`);

export const TEMPLATE_PUT = graphql(`
  mutation TemplatePut($input: TemplatePutInput!) {
    templatePut(input: $input) { template { id } userErrors { ...Why } }
  }
`, [WHY]);
