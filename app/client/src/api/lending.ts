/** What the lending desk asks and does: patrons with all they have, loans, returns, requests, fees, what was kept offline. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const THING = graphql(`
  fragment Thing on Item {
    id
    barcode
    callNumber
    enumeration
    location { name { value lang } }
    instance { id label { value lang } }
  }
`);

export const LOAN = graphql(`fragment Out on Loan { id status dueAt overdue renewals recalledAt claim item { ...Thing } }`, [THING]);

export const WAITING = graphql(
  `
    fragment Waiting on Request {
      id
      kind
      level
      status
      position
      requestedAt
      suspendedUntil
      shelfExpires
      target { __typename id label { value lang } ... on Item { barcode instance { label { value lang } } } }
      item { ...Thing }
      patron { id barcode name }
      pickup { code name { value lang } }
    }
  `,
  [THING],
);

export const REASONS = graphql(`
  fragment Reasons on UserError {
    __typename
    ...Why
    ... on BlockedError { blocks { code message override } }
  }
`, [WHY]);

export const POINTS = graphql(`
  query Points($tenant: ID!) {
    tenant(id: $tenant) { servicePoints { id code pickup name { value lang } } }
  }
`);

const CARD = graphql(
  `
    fragment Card on Patron {
      id
      barcode
      name
      group
      active
      expires
      keepHistory
      notes
      revision
      contact { email phone address language }
      blocks { id scopes message reason expires }
      owed { amount currency }
      loans(first: 100) { totalCount nodes { ...Out } }
      requests(first: 100) { totalCount nodes { ...Waiting } }
      fees(first: 100) { nodes { id type remaining { amount currency } entries { kind at note } item { ...Thing } } }
      pastLoans(first: 20) { totalCount nodes { id openedAt returnedAt item { ...Thing } } }
    }
  `,
  [LOAN, WAITING, THING],
);

export const PATRON = graphql(`query Patron($barcode: String!) { patron(by: { barcode: $barcode }) { ...Card } }`, [CARD]);

export const PATRONS = graphql(`
  query Patrons($text: String!) {
    patrons(text: $text, first: 20) { totalCount nodes { id barcode name group expires } }
  }
`);

export const ITEM = graphql(
  `
    query ItemAtDesk($barcode: String!) {
      item(by: { barcode: $barcode }) { ...Thing availability { status dueAt queueLength } statusExplained { because } }
    }
  `,
  [THING],
);

export const CHECK_OUT = graphql(
  `
    mutation CheckOut($input: CheckOutInput!) {
      checkOut(input: $input) { loan { ...Out } filled { id } charged { amount currency } letPass userErrors { ...Reasons } }
    }
  `,
  [LOAN, REASONS],
);

export const CHECK_IN = graphql(
  `
    mutation CheckIn($input: CheckInInput!) {
      checkIn(input: $input) {
        action
        item { ...Thing }
        loan { id dueAt overdue titleElsewhere patron { id barcode name } }
        request { ...Waiting }
        sendTo { code name { value lang } }
        charged { amount currency }
        refunded { amount currency }
        inHouseUse
        userErrors { ...Reasons }
      }
    }
  `,
  [THING, WAITING, REASONS],
);

export const RENEW = graphql(
  `
    mutation Renew($input: RenewInput!) {
      renew(input: $input) { loan { ...Out } charged { amount currency } userErrors { ...Reasons } }
    }
  `,
  [LOAN, REASONS],
);

export const CANCEL = graphql(
  `
    mutation CancelRequest($input: CancelRequestInput!) {
      cancelRequest(input: $input) { request { id } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const PAY = graphql(
  `
    mutation Pay($input: FeePayInput!) {
      feePay(input: $input) { fees { id remaining { amount currency } } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const SHELF = graphql(
  `
    query Shelf($point: String!, $after: String) {
      holdShelf(servicePoint: $point, first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Waiting } }
    }
  `,
  [WAITING],
);

export const QUEUE = graphql(
  `
    subscription Queue($point: String!) {
      requestQueue(servicePoint: $point) { ...Waiting }
    }
  `,
  [WAITING],
);

export const UPLOAD = graphql(
  `
    mutation Upload($input: OfflineUploadInput!) {
      offlineUpload(input: $input) {
        results { requestId outcome action message transaction { id itemRead blocks { code message } } }
        userErrors { ...Reasons }
      }
    }
  `,
  [REASONS],
);

export const CONFLICTS = graphql(`
  query Conflicts($after: String) {
    offlineConflicts(first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id kind at itemRead cardRead blocks { code message override } patron { barcode name } }
    }
  }
`);

export const SETTLE = graphql(
  `
    mutation Settle($input: OfflineSettleInput!) {
      offlineSettle(input: $input) { transaction { id status } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);
