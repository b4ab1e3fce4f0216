/** Authority work: looking headings up, one of them, making and changing it, what is carried, what has no authority. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const TERMS = graphql(`
  query Terms($text: String!, $match: LookUpMatch!, $kinds: [TermKind!], $vocabularies: [IRI!], $after: String) {
    lookUp(text: $text, match: $match, kinds: $kinds, vocabularies: $vocabularies, first: 25, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        iri
        kind
        vocabulary
        code
        replaced
        replaces
        label { value lang }
        matched { text { value lang } variant }
        variants { value lang }
        broader { iri label { value lang } }
        usage
        resource { id }
      }
    }
  }
`);

export const VOCABULARIES = graphql(`
  query Vocabularies { vocabularies { iri label terms } }
`);

export const AUTHORITY = graphql(`
  query Authority($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Resource {
        iri
        types
        label { value lang }
        revision
        updatedAt
        sameAs
        jsonld
        provenance { tenant { slug name { value lang } } }
      }
      ... on Heading {
        variants { value lang }
        relatedHeadings { relation relationship heading { iri label { value lang } resource { id } } }
        sources { citation note found }
        notes
      }
      ... on Agent {
        name { value lang }
        subjectOf(first: 20) { totalCount nodes { id title { full main { lang } } provenance { tenant { slug name { value lang } } } } }
        works(first: 20) { totalCount nodes { id title { full main { lang } } provenance { tenant { slug name { value lang } } } } }
      }
      ... on Concept {
        scheme
        works(first: 20) { totalCount nodes { id title { full main { lang } } provenance { tenant { slug name { value lang } } } } }
      }
    }
  }
`);

export const RESOURCE_CREATE = graphql(`
  mutation AuthorityCreate($input: ResourceCreateInput!) {
    resourceCreate(input: $input) { resource { id iri } event userErrors { ...Why path } }
  }
`, [WHY]);

export const RESOURCE_UPDATE = graphql(`
  mutation AuthorityUpdate($input: ResourceUpdateInput!) {
    resourceUpdate(input: $input) { resource { id } headingBatch { id } userErrors { ...Why path } }
  }
`, [WHY]);

export const CARRY = graphql(`
  mutation Carry($input: HeadingsCarryInput!) {
    headingsCarry(input: $input) { batch { id } userErrors { ...Why } }
  }
`, [WHY]);

export const ADOPT = graphql(`
  mutation Adopt($input: HeadingAdoptInput!) {
    headingAdopt(input: $input) { batch { id } userErrors { ...Why } }
  }
`, [WHY]);

export const CARRIED_UNDO = graphql(`
  mutation CarriedUndo($input: HeadingBatchUndoInput!) {
    headingBatchUndo(input: $input) { batch { id } userErrors { ...Why } }
  }
`, [WHY]);

export const CARRIED_ON = graphql(`
  mutation CarriedOn($input: HeadingBatchContinueInput!) {
    headingBatchContinue(input: $input) { batch { id } userErrors { ...Why } }
  }
`, [WHY]);

export const CARRIED = graphql(`
  query Carried($id: ID!) {
    headingBatch(id: $id) {
      id
      kind
      status
      found
      changed
      unchanged
      refused
      message
      createdAt
      finishedAt
      undoes
      undoneBy
      changes(first: 50) { totalCount nodes { heading { iri label { value lang } resource { id } } before after authority { iri label { value lang } resource { id } } } }
      problems(first: 100) { totalCount nodes { resource { iri label { value lang } resource { id } } code message } }
    }
  }
`);

export const ALL_CARRIED = graphql(`
  query AllCarried($after: String) {
    headingBatches(first: 30, after: $after) {
      nodes { id kind status found changed refused createdAt undoneBy changes(first: 1) { totalCount nodes { before after } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const BARE = graphql(`
  query Bare($after: String) {
    headingsWithoutAuthority(first: 20, after: $after) {
      nodes {
        iri
        kind
        label { value lang }
        usage
        candidates(first: 3) { likeness term { iri vocabulary usage label { value lang } variants { value lang } } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
