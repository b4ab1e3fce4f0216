/** What a desk has to do: copies to take from the shelf, things on their way, every open request; and what is done there. */
import { graphql } from './graphql';
import { REASONS, THING, WAITING } from './lending';

export const PICK_LIST = graphql(
  `
    query PickList($point: String!, $after: String) {
      pickList(servicePoint: $point, first: 100, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { chosen item { ...Thing } request { ...Waiting } }
      }
    }
  `,
  [THING, WAITING],
);

export const TRANSITS = graphql(
  `
    query Transits($point: String!, $direction: TransitDirection!, $after: String) {
      transits(servicePoint: $point, direction: $direction, first: 100, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          reason
          sentAt
          item { ...Thing }
          origin { code name { value lang } }
          to { code name { value lang } }
          home { name { value lang } }
          request { id patron { id barcode name } }
        }
      }
    }
  `,
  [THING],
);

export const REQUESTS = graphql(
  `
    query Requests($filter: RequestFilterInput!, $after: String) {
      requestsOpen(filter: $filter, first: 50, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { ...Waiting }
      }
    }
  `,
  [WAITING],
);

export const CHANGES = graphql(`subscription Changes { lendingChanged { event } }`);

export const REORDER = graphql(
  `
    mutation Reorder($input: ReorderRequestInput!) {
      reorderRequest(input: $input) { request { id position } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const SUSPEND = graphql(
  `
    mutation Suspend($input: SuspendRequestInput!) {
      suspendRequest(input: $input) { request { id suspendedUntil } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);

export const MARK_MISSING = graphql(
  `
    mutation MarkMissing($input: MarkMissingInput!) {
      markMissing(input: $input) { item { id } waitingAgain { id } userErrors { ...Reasons } }
    }
  `,
  [REASONS],
);
