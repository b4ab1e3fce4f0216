/** What the client asks and says of a library's copies: the holdings and items of one edition. */
import { graphql } from './graphql';
import { WHY } from './refusing';

const PLACE = graphql(`fragment Place on Location { id iri code name { value lang } }`);

const COPY = graphql(
  `
    fragment Copy on Item {
      id
      iri
      revision
      barcode
      callNumber
      ownCallNumber
      shelvingScheme
      copyNumber
      enumeration
      volume
      chronology
      materialType
      loanType
      permanentLoanType
      temporaryLoanType
      pieces
      condition
      notes
      staffNotes
      lifecycle
      marker
      markerReason
      suppressed
      location { ...Place }
      permanentLocation { ...Place }
      temporaryLocation { ...Place }
      tenant { slug name { value lang } }
      holding { id }
      boundWith { id title { full } }
      availability { status available dueAt queueLength }
      statusExplained { because over }
    }
  `,
  [PLACE],
);

const HELD = graphql(
  `
    fragment Held on Holding {
      id
      revision
      callNumber
      shelvingScheme
      copyNumber
      kind
      holdingStatements { unit text notes computed }
      policies { receipt acquisition retention completeness lending reproduction }
      notes
      staffNotes
      suppressed
      location { ...Place }
      permanentLocation { ...Place }
      temporaryLocation { ...Place }
      tenant { slug name { value lang } }
    }
  `,
  [PLACE],
);

const REFUSAL = graphql(`
  fragment Refusal on UserError {
    __typename
    ...Why
    ... on HinderedError { hindrances { code message } }
    ... on DuplicateError { holder { id barcode instance { id title { full } work { id } } } }
  }
`, [WHY]);

export const COPIES = graphql(
  `
    query Copies($iri: IRI!, $scope: TenantScope, $after: String) {
      resource(iri: $iri, scope: $scope) {
        __typename
        id
        ... on Instance {
          holdings(first: 40) { nodes { ...Held } }
          items(first: 100, after: $after) { totalCount nodes { ...Copy } pageInfo { hasNextPage endCursor } }
        }
      }
    }
  `,
  [HELD, COPY],
);

/** One item or holdings as they are now: what a stale change is brought together with. */
export const COPY_NOW = graphql(
  `query CopyNow($id: ID!) { node(id: $id) { __typename id ... on Item { ...Copy } ... on Holding { ...Held } } }`,
  [COPY, HELD],
);

/** The places of the acting library, and the words by which its rules tell items apart. */
export const CHOICES = graphql(`
  query Choices {
    viewer { tenant { locations { id iri code name { value lang } parent { id } } } }
    itemTypes { materialTypes loanTypes }
  }
`);

export const ITEM_CREATE = graphql(
  `mutation ItemCreate($input: ItemCreateInput!) { itemCreate(input: $input) { item { ...Copy } userErrors { ...Refusal } } }`,
  [COPY, REFUSAL],
);

export const ITEM_UPDATE = graphql(
  `mutation ItemUpdate($input: ItemUpdateInput!) { itemUpdate(input: $input) { item { ...Copy } userErrors { ...Refusal } } }`,
  [COPY, REFUSAL],
);

export const ITEM_WITHDRAW = graphql(
  `mutation ItemWithdraw($input: ItemWithdrawInput!) { itemWithdraw(input: $input) { item { ...Copy } userErrors { ...Refusal } } }`,
  [COPY, REFUSAL],
);

export const ITEM_DELETE = graphql(
  `mutation ItemDelete($input: ItemDeleteInput!) { itemDelete(input: $input) { deletedId userErrors { ...Refusal } } }`,
  [REFUSAL],
);

export const ITEMS_MOVE = graphql(
  `mutation ItemsMove($input: ItemsMoveInput!) { itemsMove(input: $input) { items { id } userErrors { ...Refusal } } }`,
  [REFUSAL],
);

export const ITEMS_CHANGE = graphql(
  `
    mutation ItemsChange($input: ItemsChangeInput!) {
      itemsChange(input: $input) {
        changed
        unchanged
        refused
        preview
        reports { named outcome changes { path removed added } refusal { ...Refusal } item { id barcode } }
        userErrors { ...Refusal }
      }
    }
  `,
  [REFUSAL],
);

export const HOLDINGS_CREATE = graphql(
  `mutation HoldingsCreate($input: HoldingsCreateInput!) { holdingsCreate(input: $input) { holding { ...Held } userErrors { ...Refusal } } }`,
  [HELD, REFUSAL],
);

export const HOLDINGS_UPDATE = graphql(
  `mutation HoldingsUpdate($input: HoldingsUpdateInput!) { holdingsUpdate(input: $input) { holding { ...Held } userErrors { ...Refusal } } }`,
  [HELD, REFUSAL],
);

export const HOLDINGS_MOVE = graphql(
  `mutation HoldingsMove($input: HoldingsMoveInput!) { holdingsMove(input: $input) { holdings { id } userErrors { ...Refusal } } }`,
  [REFUSAL],
);

export const HOLDINGS_DELETE = graphql(
  `mutation HoldingsDelete($input: ResourceDeleteInput!) { resourceDelete(input: $input) { deletedId userErrors { ...Refusal } } }`,
  [REFUSAL],
);

/** An edition by its address: its id, and what it is called. */
export const EDITION = graphql(`query Edition($iri: IRI!) { resource(iri: $iri) { __typename id label { value lang } } }`);
