/** What is done to readers at the desk: a card made or changed, blocks, a code to sign in with, a request, a lost loan. */
import { graphql } from './graphql';
import { LOAN, REASONS } from './lending';

export const CREATE = graphql(
  `
    mutation ReaderCreate($input: PatronCreateInput!) {
      patronCreate(input: $input) { patron { id barcode name } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const UPDATE = graphql(
  `
    mutation ReaderUpdate($input: PatronUpdateInput!) {
      patronUpdate(input: $input) { patron { id barcode name } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const BLOCK = graphql(
  `
    mutation ReaderBlock($input: PatronBlockAddInput!) {
      patronBlockAdd(input: $input) { patron { id } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const LIFT = graphql(
  `
    mutation ReaderLift($input: PatronBlockLiftInput!) {
      patronBlockLift(input: $input) { patron { id } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const CODE = graphql(
  `
    mutation ReaderCode($input: PatronCodeIssueInput!) {
      patronCodeIssue(input: $input) { code userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const PLACE = graphql(
  `
    mutation PlaceRequest($input: PlaceRequestInput!) {
      placeRequest(input: $input) { request { id kind position } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const CLAIM_RETURNED = graphql(
  `
    mutation ClaimReturned($input: LoanInput!) {
      claimReturned(input: $input) { loan { ...Out } charged { amount currency } userErrors { ...Reasons } }
    }
  `,
  [LOAN, REASONS],
);

export const DECLARE_LOST = graphql(
  `
    mutation DeclareLost($input: LoanInput!) {
      declareLost(input: $input) { loan { ...Out } charged { amount currency } userErrors { ...Reasons } }
    }
  `,
  [LOAN, REASONS],
);

export const PAY_LOST = graphql(
  `
    mutation PayLost($input: LoanInput!) {
      payLost(input: $input) { loan { ...Out } charged { amount currency } userErrors { ...Reasons } }
    }
  `,
  [LOAN, REASONS],
);

export const TITLES = graphql(`
  query Titles($text: String!) {
    search(input: { text: $text, kinds: [WORK] }, first: 8, sort: RELEVANCE) {
      nodes {
        __typename
        ... on Work {
          id
          title { full }
          contributions(first: 1) { nodes { agent { name { value lang } } } }
          availability { total available }
          instances(first: 20) { nodes { id label { value lang } publication { dateText } } }
        }
      }
    }
  }
`);
