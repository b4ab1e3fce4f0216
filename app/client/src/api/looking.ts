/** Looking terms up while cataloguing, and what IRIs in descriptions are called. */
import { gql } from '@urql/core';
import { ask } from './client';
import { graphql } from './graphql';

export const LOOK_UP = graphql(`
  query LookUp($text: String!, $match: LookUpMatch!, $kinds: [TermKind!], $vocabularies: [IRI!], $first: Int!, $suggest: [SearchKind!], $terms: Boolean!, $own: Boolean!) {
    lookUp(text: $text, match: $match, kinds: $kinds, vocabularies: $vocabularies, first: $first) @include(if: $terms) {
      nodes {
        iri
        kind
        vocabulary
        code
        label { value lang }
        matched { text { value lang } variant }
        broader { iri label { value lang } }
        usage
      }
    }
    suggest(text: $text, kinds: $suggest, first: $first) @include(if: $own) {
      iri
      label { value lang }
      resource { __typename id types }
    }
  }
`);

export interface Label {
  value: string;
  lang: string | null;
}

const MOST = 20;

/** What IRIs are called, all that are known in one answer each twenty. */
export async function labelsOf(iris: readonly string[]): Promise<Map<string, Label>> {
  const found = new Map<string, Label>();
  for (let from = 0; from < iris.length; from += MOST) {
    const some = iris.slice(from, from + MOST);
    const parameters = some.map((_, index) => `$i${index}: IRI!`).join(', ');
    const fields = some.map((_, index) => `a${index}: concept(by: { iri: $i${index} }) { label { value lang } }`).join(' ');
    const document = gql<Record<string, { label: Label | null } | null>, Record<string, string>>(`query Called(${parameters}) { ${fields} }`);
    const answer = await ask(document, Object.fromEntries(some.map((each, index) => [`i${index}`, each])));
    some.forEach((each, index) => {
      const label = answer[`a${index}`]?.label;
      if (label) found.set(each, label);
    });
  }
  return found;
}
