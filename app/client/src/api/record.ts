/** What the client asks of one record: a work with its instances, and the record in other formats. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const RECORD = graphql(`
  query Record($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Instance { work { id } }
      ... on Item { instance { work { id } } }
      ... on Work {
        iri
        revision
        types
        updatedAt
        provenance { source recordedAt tenant { slug name { value lang } } network { slug name { value lang } } }
        title { full main { value lang } subtitle { value lang } parallel { value lang } }
        variantTitles { full }
        contributions(first: 50) { totalCount nodes { isPrimary roleTerms agent { id iri name { value lang } kind } } }
        subjects(first: 60) {
          totalCount
          nodes {
            __typename
            ... on Concept { id iri label { value lang } scheme }
            ... on Agent { id iri name { value lang } }
            ... on Work { id iri title { full } }
          }
        }
        genres { iri label { value lang } }
        languages { iri label { value lang } }
        contentTypes { iri label { value lang } }
        classifications { scheme value item }
        originDate
        summary { value lang }
        relatedWorks(first: 40) { totalCount nodes { label isInverse relation { label { value lang } } work { id } } }
        subjectOf(first: 20) { totalCount nodes { id title { full main { lang } } } }
        instances(first: 20) {
          totalCount
          nodes {
            id
            iri
            revision
            title { full main { value lang } parallel { value lang } }
            responsibility
            edition
            extent
            publication { kind place { value lang } publisher { value lang } dateText date }
            identifiers { scheme value qualifier isCancelled }
            media { iri label { value lang } }
            carrier { iri label { value lang } }
            notes { type { label { value } } text { value lang } }
            electronicLocations { url label }
          }
        }
      }
    }
  }
`);

export const FORMAT = graphql(`
  query Format($id: ID!, $format: ExportFormat!) {
    record(id: $id, format: $format)
  }
`);

export const DESCRIPTIONS = graphql(`
  query Descriptions($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      id
      ... on Work {
        iri
        revision
        jsonld
        instances(first: 10, after: $after) {
          nodes { id iri revision jsonld items(first: 25) { nodes { id iri revision jsonld suppressed tenant { slug } } } }
          pageInfo { hasNextPage endCursor }
        }
      }
      ... on Instance { work { id } }
    }
  }
`);

const STATES = graphql(`
  fragment States on PastStateConnection {
    nodes { graph version revision made { event at by } changes { path removed added } }
    pageInfo { hasNextPage endCursor }
  }
`);

export const HISTORY = graphql(
  `
  query History($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      id
      ... on Work { revision history(first: 30, after: $after) { ...States } }
      ... on Instance { revision history(first: 30, after: $after) { ...States } }
    }
  }
`,
  [STATES],
);

export const RESTORE = graphql(`
  mutation Restore($input: ResourceRestoreInput!) {
    resourceRestore(input: $input) { resource { id revision } userErrors { ...Why } }
  }
`, [WHY]);

export const UNDO = graphql(`
  mutation Undo($input: ResourceUndoInput!) {
    resourceUndo(input: $input) {
      resource { id revision }
      userErrors { __typename ...Why ... on UndoHinderedError { conflicts { path base ours theirs } } }
    }
  }
`, [WHY]);
