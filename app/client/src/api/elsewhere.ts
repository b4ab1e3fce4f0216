/** What is asked of other libraries and by them, and what staff do about it. */
import { graphql } from './graphql';
import { REASONS } from './lending';

export const BETWEEN = graphql(`
  query Between($side: LibrarySide, $ended: Boolean!, $after: String) {
    libraryRequests(side: $side, ended: $ended, first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        side
        status
        actions
        nextSteps
        title
        author
        numbers
        changedAt
        dueAt
        note
        reason
        itemThere
        partner { id name }
        patron { id barcode name }
        item { id barcode }
        edition { __typename ... on Instance { id work { id } } }
        history { at by what note }
        letters { at delivery answer }
      }
    }
  }
`);

export const PARTNERS = graphql(`query Partners { partners { id name isAsked isReached } }`);

export const ASK_ELSEWHERE = graphql(
  `
    mutation AskElsewhere($input: LibraryRequestPlaceInput!) {
      libraryRequestPlace(input: $input) { request { id } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const STEP_ELSEWHERE = graphql(
  `
    mutation StepElsewhere($input: LibraryRequestStepInput!) {
      libraryRequestStep(input: $input) { request { id status } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const SEND_AGAIN = graphql(
  `
    mutation SendAgain($input: LibraryLettersSendInput!) {
      libraryLettersSend(input: $input) { request { id } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);
