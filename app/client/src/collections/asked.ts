/** Questions about collections on their way to the console, and what is made of their answers. Pure. */
import type { Common, Version } from '../api/collections';

/** What a question is about: graphs of libraries, a work, each an IRI. */
export type Given = Readonly<Record<string, string>>;
export interface Question {
  key: string;
  takes: readonly string[];
  sparql: string;
}

/** What is said in the address of the console to begin from a question. */
export function toConsole(key: string, network: string, given: Given): string {
  return new URLSearchParams({ question: key, network, ...given }).toString();
}

/** The text of a question about what an address says; null where it says too little, or something that is no IRI. */
export function filled(question: Question, query: URLSearchParams): string | null {
  let text = question.sparql;
  for (const name of question.takes) {
    const iri = query.get(name) ?? '';
    if (!/^https?:[^\s<>"{}|^`\\]+$/.test(iri)) return null;
    text = text.replaceAll(`{${name}}`, () => `<${iri}>`);
  }
  return text;
}

export interface Share {
  slug: string;
  works: number;
  both: number;
  /** Of the library's own works, and of the other's, as a share of one. */
  ofHere: number;
  ofThere: number;
}

/** How far others overlap with a library. */
export function shares(found: readonly Common[], library: string): Share[] {
  const here = found.find((each) => each.tenant.slug === library)?.works ?? 0;
  const share = (part: number, of: number): number => (of === 0 ? 0 : part / of);
  return found
    .filter((each) => each.tenant.slug !== library)
    .map(({ tenant, works, both }) => ({ slug: tenant.slug, works, both, ofHere: share(both, here), ofThere: share(both, works) }));
}

/** Whether a network has one copy of something, and which library has it; null where there are more, or none. */
export function lastOf<T extends { slug: string }>(holders: readonly { total: number; tenant: T }[]): T | null {
  return holders.length === 1 && holders[0]!.total === 1 ? holders[0]!.tenant : null;
}

/** Whether a network has none of it once a library takes a copy away. */
export function wouldBeGone(holders: readonly { total: number; tenant: { slug: string } }[], library: string): boolean {
  return lastOf(holders)?.slug === library;
}

/** Versions by their language, those of no known one at the end. */
export function byLanguage(versions: readonly Version[]): { key: string; label: { value: string; lang: string | null } | null; versions: Version[] }[] {
  const groups = new Map<string, Version[]>();
  for (const each of versions) {
    const key = each.language?.iri ?? '';
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups]
    .map(([key, some]) => ({ key, label: some[0]!.language?.label ?? null, versions: some }))
    .toSorted((one, other) => Number(one.key === '') - Number(other.key === '') || other.versions.length - one.versions.length);
}
