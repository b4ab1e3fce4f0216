/** GraphQL documents typed from `schema/schema.graphql` while compiling. */
import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../../graphql-env.d.ts';

export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    ID: string;
    IRI: string;
    DateTime: string;
    Date: string;
    EDTF: string;
    LanguageTag: string;
    Revision: string;
    JSONLD: unknown;
    Upload: File;
  };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
