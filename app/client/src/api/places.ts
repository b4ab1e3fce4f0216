/** Where a library is: its units, the points at which it lends, when it is open. */
import { graphql } from './graphql';
import { WHY } from './refusing';

const UNIT = graphql(`
  fragment UnitRow on OrgUnit { iri kind code path parent timezone isil revision name { value lang } names { value lang } }
`);

const POINT = graphql(`
  fragment PointRow on ServicePoint {
    id code pickup holdShelfDays revision library name { value lang } names { value lang } serves { code name { value lang } }
  }
`);

export const PLACES = graphql(
  `query Places($tenant: ID!) { tenant(id: $tenant) { units { ...UnitRow } servicePoints { ...PointRow } } }`,
  [UNIT, POINT],
);

export const UNIT_PUT = graphql(`
  mutation OrgUnitPut($input: OrgUnitPutInput!) {
    orgUnitPut(input: $input) { unit { code } userErrors { ...Why } }
  }
`, [WHY]);

export const UNIT_DELETE = graphql(`
  mutation OrgUnitDelete($input: OrgUnitDeleteInput!) {
    orgUnitDelete(input: $input) { unit { code } userErrors { ...Why } }
  }
`, [WHY]);

export const POINT_PUT = graphql(`
  mutation ServicePointPut($input: ServicePointPutInput!) {
    servicePointPut(input: $input) { servicePoint { code } userErrors { ...Why } }
  }
`, [WHY]);

export const POINT_DELETE = graphql(`
  mutation ServicePointDelete($input: ServicePointDeleteInput!) {
    servicePointDelete(input: $input) { servicePoint { code } userErrors { ...Why } }
  }
`, [WHY]);

export const OPEN_DAYS = graphql(`
  query OpenDays($unit: String) {
    openDays(unit: $unit, days: 14) { path timezone open days { date name spans { opens closes } } }
  }
`);
