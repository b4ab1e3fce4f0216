/** Settings that are texts (lending rules, opening hours, templates of messages): in force, checked, tried, published, past. */
import { graphql } from './graphql';
import { WHY } from './refusing';

const TEXT = graphql(`
  fragment InForce on SettingsText { text revision changedAt findings { line check message } }
`);

const SAID = graphql(`
  fragment Wrong on UserError { ...Why ... on TextError { line column suggestion } }
`, [WHY]);

export const RULES = graphql(`query Rules { inForce: lendingRules { ...InForce } }`, [TEXT]);
export const HOURS = graphql(`query Hours { inForce: openingHours { ...InForce } }`, [TEXT]);
export const TEMPLATES = graphql(`query Templates { inForce: noticeTemplates { ...InForce } }`, [TEXT]);

export const RULES_CHECK = graphql(
  `query RulesCheck($text: String!) { check: lendingRulesCheck(text: $text) { problems { ...Wrong } findings { line check message } } }`,
  [SAID],
);
export const NETWORK_RULES = graphql(`query NetworkRules($network: ID!) { inForce: networkLendingRules(network: $network) { ...InForce } }`, [TEXT]);
export const NETWORK_RULES_CHECK = graphql(
  `
    query NetworkRulesCheck($text: String!, $network: ID!) {
      check: lendingRulesCheck(text: $text, network: $network) { problems { ...Wrong } findings { line check message } }
    }
  `,
  [SAID],
);
export const NETWORK_RULES_PUBLISH = graphql(
  `
    mutation NetworkRulesPublish($input: NetworkRulesInput!) {
      published: networkRulesPublish(input: $input) { settings { ...InForce } userErrors { ...Wrong } }
    }
  `,
  [TEXT, SAID],
);

export const HOURS_CHECK = graphql(
  `query HoursCheck($text: String!) { check: openingHoursCheck(text: $text) { problems { ...Wrong } findings { line check message } } }`,
  [SAID],
);
export const TEMPLATES_CHECK = graphql(
  `query TemplatesCheck($text: String!) { check: noticeTemplatesCheck(text: $text) { problems { ...Wrong } findings { line check message } } }`,
  [SAID],
);

export const RULES_PUBLISH = graphql(
  `mutation RulesPublish($input: SettingsTextInput!) { published: lendingRulesPublish(input: $input) { settings { ...InForce } userErrors { ...Wrong } } }`,
  [TEXT, SAID],
);
export const HOURS_PUBLISH = graphql(
  `mutation HoursPublish($input: SettingsTextInput!) { published: openingHoursPublish(input: $input) { settings { ...InForce } userErrors { ...Wrong } } }`,
  [TEXT, SAID],
);
export const TEMPLATES_PUBLISH = graphql(
  `mutation TemplatesPublish($input: SettingsTextInput!) { published: noticeTemplatesPublish(input: $input) { settings { ...InForce } userErrors { ...Wrong } } }`,
  [TEXT, SAID],
);

export const PROFILES_TABLE = graphql(`query ProfilesTable { inForce: ownProfiles { ...InForce } }`, [TEXT]);
export const PROFILES_CHECK = graphql(
  `query ProfilesCheck($text: String!) { check: profilesTableCheck(text: $text) { problems { ...Wrong } findings { line check message } } }`,
  [SAID],
);
export const PROFILES_PUBLISH = graphql(
  `mutation ProfilesPublish($input: SettingsTextInput!) { published: profilesPublish(input: $input) { settings { ...InForce } userErrors { ...Wrong } } }`,
  [TEXT, SAID],
);
export const PROFILE_CHANGES = graphql(`
  query ProfileChanges($text: String!) {
    profilesTableCheck(text: $text) {
      changes { count shown { profiles shape property column before after label { value lang } } }
    }
  }
`);
export const PROFILES_THERE = graphql(`query ProfilesThere { profiles { id describes own label { value lang } } }`);
export const PROFILE_SHACL = graphql(`query ProfileShacl($id: ID!) { profile(id: $id) { shacl } }`);

export const RULES_FORMATTED = graphql(`query RulesFormatted($text: String!) { lendingRulesCheck(text: $text) { formatted } }`);
export const PRESETS = graphql(`query Presets { lendingRulesPresets { name says text } }`);

export const AFFECTED = graphql(`
  query Affected($text: String!, $network: ID) {
    lendingRulesCheck(text: $text, network: $network) {
      affected {
        items patrons loans itemsSeen patronsSeen loansSeen complete
        changes { field before after line source items patrons loans examples { unit materialType loanType group items patrons } }
      }
    }
  }
`);

export const SIMULATED = graphql(`
  query Simulated($text: String!, $since: DateTime) {
    lendingRulesCheck(text: $text) {
      simulation(since: $since) {
        loans refused earlier later complete
        feesBefore { amount currency }
        feesAfter { amount currency }
        differences { field before after source loans }
      }
    }
  }
`);

export const PAST = graphql(`
  query SettingsPast($which: SettingsTextKind!, $network: ID, $after: String) {
    settingsPast(which: $which, network: $network, first: 20, after: $after) {
      nodes { revision text changedAt byName }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
