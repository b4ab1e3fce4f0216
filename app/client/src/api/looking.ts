/** Looking terms up while cataloguing, and what IRIs in descriptions are called. */
import { graphql } from './graphql';
import { byIri } from './iris';

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

export const LOOK_UP_EACH = graphql(`
  query LookUpEach($names: [TermNameInput!]!) {
    lookUpEach(names: $names) {
      text
      terms(first: 8) { iri kind vocabulary usage label { value lang } matched { text { value } } }
    }
  }
`);

export interface Label {
  value: string;
  lang: string | null;
}

/** What IRIs are called; those without a name are missing. */
export async function labelsOf(iris: readonly string[]): Promise<Map<string, Label>> {
  const found = await byIri<{ label: Label | null }>(iris, (iri) => `concept(by: { iri: ${iri} }) { label { value lang } }`);
  return new Map([...found].flatMap(([iri, { label }]) => (label === null ? [] : [[iri, label]])));
}
