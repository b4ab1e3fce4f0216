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
        awaitsStaff
        title
        author
        numbers
        changedAt
        dueAt
        note
        reason
        itemThere
        partner { id name }
        rota { partner { id name } status reason }
        patron { id barcode name }
        item { id barcode }
        edition { __typename ... on Instance { id work { id } } }
        history { at by what note }
        charges { type amount { amount currency } remaining { amount currency } }
        letters { at delivery answer }
      }
    }
  }
`);

/** Of which work a copy is. */
export const COPY_OF = graphql(`
  query CopyOf($barcode: String!) { item(by: { barcode: $barcode }) { id instance { id label { value lang } work { id } } } }
`);

export const PARTNERS = graphql(`query Partners { partners { id name isAsked isReached isMember } }`);

/** What the libraries that may be read have by these words: a work once, whoever describes it. */
export const IN_NETWORKS = graphql(`
  query InNetworks($text: String!) {
    search(input: { text: $text, kinds: [WORK], scope: { all: true }, by: CLUSTER }, first: 8, sort: RELEVANCE) {
      nodes {
        __typename
        ... on Work {
          id
          iri
          title { full }
          contributions(first: 1) { nodes { agent { name { value lang } } } }
          instances(first: 20) { nodes { id iri label { value lang } publication { dateText } } }
        }
      }
    }
  }
`);

/** Who can be asked for a work or an edition, the best first. */
export const OFFERS = graphql(`
  query Offers($work: IRI!) {
    libraryOffers(work: $work) { partner { id name } available expected days load fee { amount currency } }
  }
`);

/** What this library owes to the members that lend to it, or owed, the latest first. */
export const OWED = graphql(`
  query Owed($after: String) {
    libraryCharges(first: 100, after: $after) {
      nodes { type day amount { amount currency } remaining { amount currency } partner { id name } request { title } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const ASK_ANY = graphql(
  `
    mutation AskAny($input: LibraryRequestRouteInput!) {
      libraryRequestRoute(input: $input) { request { id partner { name } } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

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

/** Have others asked for what a reader wants. */
export const AGREE = graphql(
  `
    mutation Agree($input: LibraryRequestAgreeInput!) {
      libraryRequestAgree(input: $input) { request { id } userErrors { ...Reasons } }
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
