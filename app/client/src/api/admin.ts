/** What an administrator asks and does: accounts, tokens, the library itself, its networks, work in the background, the audit trail. */
import { graphql } from './graphql';
import { WHY } from './refusing';

const ACCOUNT = graphql(`
  fragment AccountRow on Account { id name username roles claimedRoles elsewhere linked locked revision }
`);

const TOKEN = graphql(`
  fragment TokenRow on AccessToken { id label scopes issuedAt expiresAt revokedAt account { id name } }
`);

export const ROLES = graphql(`
  query Roles { roles { name permissions grantable } }
`);

export const ACCOUNTS = graphql(
  `
    query Accounts($text: String, $after: String, $first: Int!) {
      accounts(text: $text, first: $first, after: $after) { totalCount nodes { ...AccountRow } pageInfo { hasNextPage endCursor } }
    }
  `,
  [ACCOUNT],
);

export const ACCOUNT_CREATE = graphql(
  `
    mutation AccountCreate($input: AccountCreateInput!) {
      accountCreate(input: $input) { account { ...AccountRow } userErrors { ...Why path } }
    }
  `,
  [ACCOUNT, WHY],
);

export const ACCOUNT_ROLES = graphql(
  `
    mutation AccountRolesSet($input: AccountRolesSetInput!) {
      accountRolesSet(input: $input) { account { ...AccountRow } userErrors { ...Why } }
    }
  `,
  [ACCOUNT, WHY],
);

export const ACCOUNT_LOCK = graphql(
  `
    mutation AccountLock($input: AccountLockInput!) {
      accountLock(input: $input) { account { ...AccountRow } userErrors { ...Why } }
    }
  `,
  [ACCOUNT, WHY],
);

export const ACCOUNT_CODE = graphql(`
  mutation AccountCode($input: AccountCodeInput!) {
    accountCode(input: $input) { code userErrors { ...Why } }
  }
`, [WHY]);

export const TOKENS = graphql(
  `
    query Tokens($after: String) {
      tokens(first: 50, after: $after) { nodes { ...TokenRow } pageInfo { hasNextPage endCursor } }
    }
  `,
  [TOKEN],
);

export const TOKEN_ISSUE = graphql(
  `
    mutation TokenIssue($input: TokenIssueInput!) {
      tokenIssue(input: $input) { secret token { ...TokenRow } userErrors { ...Why } }
    }
  `,
  [TOKEN, WHY],
);

export const TOKEN_REVOKE = graphql(`
  mutation TokenRevoke($input: TokenRevokeInput!) {
    tokenRevoke(input: $input) { token { id } userErrors { ...Why } }
  }
`, [WHY]);

const SETTINGS = graphql(`
  fragment Settled on TenantSettings {
    names { value lang }
    sharing
    availability
    requests
    exceptions { kind tenant network allowed }
    imports { matchOn onMatch onConflict source }
    itemTable
    itemTables
    matchSchemes
    quota { records costPerMinute importLanes }
    records
    region
    revision
  }
`);

export const TENANT_SETTINGS = graphql(`query TenantSettings { tenantSettings { ...Settled } }`, [SETTINGS]);

/** What the library may still spend this minute: every answer knows. */
export const LEFT_TO_SPEND = graphql(`query LeftToSpend { viewer { queryCost { remaining } } }`);

export const IMPORTS_AT_WORK = graphql(`
  query ImportsAtWork {
    running: jobs(kinds: [IMPORT], states: [RUNNING], first: 1) { totalCount }
    waiting: jobs(kinds: [IMPORT], states: [QUEUED], first: 1) { totalCount }
  }
`);

export const TENANT_UPDATE = graphql(
  `
    mutation TenantUpdate($input: TenantUpdateInput!) {
      tenantUpdate(input: $input) { tenantSettings { ...Settled } userErrors { ...Why } }
    }
  `,
  [SETTINGS, WHY],
);

const APPEARANCE = graphql(`
  fragment Look on Appearance { accent languages welcomes { value lang } hours contact revision }
`);

export const APPEARANCE_OF = graphql(
  `query AppearanceOf($tenant: ID!) { tenant(id: $tenant) { slug name { value lang } appearance { ...Look } } }`,
  [APPEARANCE],
);

export const APPEARANCE_SET = graphql(
  `
    mutation AppearanceSet($input: AppearanceSetInput!) {
      appearanceSet(input: $input) { tenant { appearance { ...Look } } userErrors { ...Why path } }
    }
  `,
  [APPEARANCE, WHY],
);

export const MEMBERSHIP = graphql(`
  query MembershipNow { tenantSettings { membership { slug networks applied } } }
`);

export const NETWORKS = graphql(`
  query NetworksOf($tenant: ID!) { tenant(id: $tenant) { networks { id slug name { value lang } } lendingNetwork { slug } } }
`);

const TRANSIT = graphql(`fragment Transit on TenantSettings { transit { tenant days } revision }`);

/** How many days things take to come from other libraries. */
export const TRANSIT_DAYS = graphql(`query TransitDays { tenantSettings { ...Transit } }`, [TRANSIT]);

export const TRANSIT_DAYS_SET = graphql(
  `
    mutation TransitDaysSet($input: TenantUpdateInput!) {
      tenantUpdate(input: $input) { tenantSettings { ...Transit } userErrors { ...Why } }
    }
  `,
  [TRANSIT, WHY],
);

export const NETWORK_MEMBERS = graphql(`
  query NetworkMembers($network: ID!, $after: String) {
    node(id: $network) {
      ... on Network {
        tenants(first: 50, after: $after) {
          nodes { slug name { value lang } sharing lendingNetwork { slug } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

export const APPLICATIONS = graphql(`
  query Applications($network: ID!) { networkApplications(network: $network) { slug names { value lang } } }
`);

export const NETWORK_APPLY = graphql(`
  mutation NetworkApply($input: NetworkApplyInput!) {
    networkApply(input: $input) { membership { slug networks applied } userErrors { ...Why } }
  }
`, [WHY]);

export const NETWORK_LEAVE = graphql(`
  mutation NetworkLeave($input: NetworkLeaveInput!) {
    networkLeave(input: $input) { departure { taken removed cleared accounts ended } userErrors { ...Why } }
  }
`, [WHY]);

export const NETWORK_ADMIT = graphql(`
  mutation NetworkAdmit($input: NetworkAdmitInput!) {
    networkAdmit(input: $input) { membership { slug networks applied } userErrors { ...Why } }
  }
`, [WHY]);

export const LENDING_NETWORK = graphql(`
  mutation LendingNetworkSet($input: LendingNetworkInput!) {
    lendingNetworkSet(input: $input) { tenant { lendingNetwork { slug } } userErrors { ...Why } }
  }
`, [WHY]);

const LIMITED = graphql(`
  fragment Limited on LendingLimits { owed { amount currency } overdue lost loans historyDays revision }
`);

export const LIMITS = graphql(`query Limits { lendingLimits { ...Limited } }`, [LIMITED]);

export const LIMITS_SET = graphql(
  `
    mutation LimitsSet($input: LendingLimitsInput!) {
      lendingLimitsSet(input: $input) { limits { ...Limited } userErrors { ...Why } }
    }
  `,
  [LIMITED, WHY],
);

const WORK = graphql(`
  fragment Working on Job { id kind title state done total failed message byName beganAt }
`);

export const JOBS = graphql(
  `
    query Jobs($states: [JobState!], $kinds: [JobKind!], $after: String) {
      jobs(states: $states, kinds: $kinds, first: 50, after: $after) { nodes { ...Working } pageInfo { hasNextPage endCursor } }
    }
  `,
  [WORK],
);

export const JOBS_CHANGED = graphql(`subscription JobsChanged { jobsChanged { jobs { ...Working } } }`, [WORK]);

export const IMPORT_STOP = graphql(`
  mutation ImportStop($input: ImportCancelInput!) {
    importCancel(input: $input) { job { id } userErrors { ...Why } }
  }
`, [WHY]);

export const IMPORT_RUN_AGAIN = graphql(`
  mutation ImportRunAgain($input: ImportRunAgainInput!) {
    importRunAgain(input: $input) { job { id } userErrors { ...Why } }
  }
`, [WHY]);

export const AUDIT = graphql(`
  query Audit($filter: AuditFilterInput, $after: String) {
    auditTrail(filter: $filter, first: 50, after: $after) {
      nodes { event at command by byName account accountName token lendingCommand codes reason }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
