/** What is asked while records are copied: reading what was pasted, and where a copy of another library's is kept. */
import { graphql } from './graphql';

export const RECORDS_READ = graphql(`
  query RecordsRead($records: String!, $format: RecordFormat) {
    recordsRead(records: $records, format: $format) {
      number
      title
      profile
      nodes
      problem { code message hint }
      conversion { residue fields(outcomes: [RESIDUE], first: 50) { nodes { position text reasons lost } } }
      matches {
        own
        by { scheme value }
        resource {
          __typename
          id
          iri
          provenance { tenant { slug name { value lang } } }
          ... on Instance { title { full main { lang } } edition publication { dateText } work { id holders { total tenant { slug name { value lang } } } } }
          ... on Work { title { full main { lang } } holders { total tenant { slug name { value lang } } } }
        }
      }
    }
  }
`);
