/** Where readers pay online: the provider, trying it, and what was refused of what it said. */
import { graphql } from './graphql';
import { WHY } from './refusing';

const PROVIDER = graphql(`
  fragment Paying on PaymentProvider {
    address
    revision
    notifications
    trial { reference amount { amount currency } begunAt expiresAt address state code heardAt }
  }
`);

export const PAYMENT_PROVIDER = graphql(`query PaymentProviderNow { paymentProvider { ...Paying } }`, [PROVIDER]);

export const PAYMENT_PROVIDER_SET = graphql(
  `
    mutation PaymentProviderSet($input: PaymentProviderSetInput!) {
      paymentProviderSet(input: $input) { provider { ...Paying } userErrors { ...Why } }
    }
  `,
  [PROVIDER, WHY],
);

export const PAYMENT_PROVIDER_TRY = graphql(
  `
    mutation PaymentProviderTry($input: PaymentProviderTryInput!) {
      paymentProviderTry(input: $input) { provider { ...Paying } userErrors { ...Why } }
    }
  `,
  [PROVIDER, WHY],
);

export const PAYMENT_REFUSALS = graphql(`
  query PaymentRefusals($after: String) {
    paymentRefusals(first: 20, after: $after) {
      nodes { at code reference amount { amount currency } transaction patron { id barcode name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
