/** What the client asks while somebody catalogues: profiles, checks, drafts, publishing. */
import { graphql } from './graphql';
import { WHY } from './refusing';

export const PROFILES = graphql(`
  query Profiles {
    profiles(describes: WORK) { id label { value lang } own }
  }
`);

export const PROFILE = graphql(`
  query Profile($id: ID!) {
    profile(id: $id) { id form }
  }
`);

export const PROFILE_FOR = graphql(`
  query ProfileFor($types: [String!]!) {
    profileFor(types: $types) { id form }
  }
`);

/** What a check tells, and what its sentence in any language needs. */
export const PROBLEM = graphql(`
  fragment Problem on ProfileProblem { node level path code message values label { value } }
`);

export const CHECK = graphql(
  `
  query Check($profile: ID!, $nodes: [JSONLD!]!) {
    profileCheck(profile: $profile, nodes: $nodes) { ...Problem }
  }
`,
  [PROBLEM],
);

export const MARC_PREVIEW = graphql(`
  query MarcPreview($nodes: [JSONLD!]!) {
    marcPreview(nodes: $nodes) { node marc }
  }
`);

export const DRAFTS = graphql(`
  query Drafts($after: String) {
    drafts(first: 100, after: $after) {
      nodes { id title profile changed baseRevision of { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const DRAFT = graphql(`
  query Draft($id: ID!) {
    draft(id: $id) {
      id
      title
      profile
      revision
      changed
      nodes
      bases { iri revision }
      of { __typename id jsonld ... on Work { instances(first: 10) { nodes { jsonld items(first: 25) { nodes { jsonld } } } } } }
    }
  }
`);

export const DRAFT_PUT = graphql(`
  mutation DraftPut($input: DraftPutInput!) {
    draftPut(input: $input) {
      draft { id revision nodes }
      userErrors { __typename ...Why path }
    }
  }
`, [WHY]);

export const DRAFT_DELETE = graphql(`
  mutation DraftDelete($input: DraftInput!) {
    draftDelete(input: $input) { deletedId userErrors { ...Why } }
  }
`, [WHY]);

export const DRAFT_PUBLISH = graphql(
  `
  mutation DraftPublish($input: DraftInput!) {
    draftPublish(input: $input) {
      event
      resources { __typename id iri }
      problems { ...Problem }
      userErrors {
        __typename
        ...Why
        path
        ... on ProfileRefusedError { problems { ...Problem } }
        ... on StaleRevisionError {
          current { id iri revision jsonld }
          base
          merged
          conflicts { path base ours theirs }
        }
      }
    }
  }
`,
  [PROBLEM, WHY],
);
