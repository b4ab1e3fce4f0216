/** Imports: sending a file, following it, its report. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const IMPORT = graphql(`
  mutation ImportMarc($input: ImportMarcInput!) {
    importMarc(input: $input) { job { id } userErrors { ...Why } }
  }
`, [WHY]);

export const JOB = graphql(`
  query ImportJob($id: ID!) {
    importJob(id: $id) {
      id
      status
      source
      processed
      created
      updated
      unchanged
      matched
      skipped
      failed
      message
      errors(first: 100) { totalCount nodes { recordNumber controlNumber code message } }
      conversionReport { records lossless normalised residue }
    }
  }
`);

export const PROGRESS = graphql(`
  subscription ImportProgress($job: ID!) {
    importProgress(job: $job) { status processed created updated unchanged matched skipped failed message }
  }
`);
