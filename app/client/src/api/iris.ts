/** Asking one field of the API for many IRIs, where it takes one at a time. */
import { gql } from '@urql/core';
import { ask } from './client';

/** The most in one request. */
const MOST = 20;

/** What the field answers for each IRI, named by a variable; those it has nothing for are missing. */
export async function byIri<T>(iris: readonly string[], field: (variable: string) => string): Promise<Map<string, T>> {
  const pages = Array.from({ length: Math.ceil(iris.length / MOST) }, (_, page) => iris.slice(page * MOST, (page + 1) * MOST));
  const found = await Promise.all(pages.map((some) => answered<T>(some, field)));
  return new Map(found.flat());
}

async function answered<T>(iris: readonly string[], field: (variable: string) => string): Promise<[string, T][]> {
  const parameters = iris.map((_, index) => `$i${index}: IRI!`).join(', ');
  const fields = iris.map((_, index) => `a${index}: ${field(`$i${index}`)}`).join(' ');
  const document = gql<Record<string, T | null>, Record<string, string>>(`query ByIri(${parameters}) { ${fields} }`);
  const answer = await ask(document, Object.fromEntries(iris.map((each, index) => [`i${index}`, each])));
  return iris.flatMap((each, index): [string, T][] => {
    const one = answer[`a${index}`];
    return one ? [[each, one]] : [];
  });
}
