/** Proposals: what people without the right to publish would publish, and deciding on it. */
import { PROBLEM } from './drafting';
import { graphql } from './graphql';
import { WHY } from './refusing';

export const PROPOSALS = graphql(`
  query Proposals($after: String) {
    proposals(first: 50, after: $after) {
      nodes { id title note status changed proposer decidedBy }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const PROPOSAL = graphql(`
  query Proposal($id: ID!) {
    proposal(id: $id) {
      id
      title
      note
      profile
      status
      reason
      revision
      changed
      proposer
      decidedBy
      nodes
      bases { iri revision }
      diffs { changes { path removed added } }
      resources { __typename id iri label { value lang } }
    }
  }
`);

export const PROPOSAL_ACCEPT = graphql(
  `
  mutation ProposalAccept($input: ProposalInput!) {
    proposalAccept(input: $input) {
      resources { __typename id }
      userErrors { __typename ...Why path ... on ProfileRefusedError { problems { ...Problem } } ... on StaleRevisionError { conflicts { path base ours theirs } } }
    }
  }
`,
  [PROBLEM, WHY],
);

export const PROPOSAL_REFUSE = graphql(`
  mutation ProposalRefuse($input: ProposalRefuseInput!) {
    proposalRefuse(input: $input) { proposal { id } userErrors { ...Why } }
  }
`, [WHY]);

export const PROPOSAL_BACK = graphql(`
  mutation ProposalTakeBack($input: ProposalInput!) {
    proposalTakeBack(input: $input) { draft { id } userErrors { ...Why } }
  }
`, [WHY]);
