/** Which records a batch is of: all that a search finds, or a list of addresses, ids or links to the client's own pages, one
 * a line or apart by commas. Pure. */
import type { SearchQuery } from '../search/query';

export const MOST_NAMED = 100;

export interface Named {
  /** Global ids, each once, in their order. */
  ids: string[];
  iris: string[];
  /** What names no record. */
  strange: string[];
}

export function named(text: string): Named {
  const found: Named = { ids: [], iris: [], strange: [] };
  for (const word of new Set(text.split(/[\s,;]+/).filter((each) => each !== ''))) {
    const page = /\/app\/[^/]+\/(?:record|edit)\/(r[\w-]+)/.exec(word);
    if (page !== null) found.ids.push(page[1]!);
    else if (/^https?:\/\//.test(word)) found.iris.push(word);
    else if (/^r[\w-]{8,}$/.test(word)) found.ids.push(word);
    else found.strange.push(word);
  }
  return { ...found, ids: [...new Set(found.ids)] };
}

/** Whether a search says which records are meant: by words, or by what is picked of what hits have in common. */
export function isMeant(search: SearchQuery): boolean {
  return search.text.trim() !== '' || Object.values(search.filters).some((each) => each.length > 0);
}

/** A search as a batch takes it: all works, or all instances, that it finds in the library one is in. */
export function searched(search: SearchQuery) {
  const filters = Object.entries(search.filters).flatMap(([field, anyOf]) => (anyOf.length === 0 ? [] : [{ field: field as keyof SearchQuery['filters'], anyOf }]));
  return { query: search.text.trim() || null, instances: search.kind === 'INSTANCE', filters };
}

/** The same search for works or for instances; what hits have in common is told of works alone. */
export function among(search: SearchQuery, described: 'Work' | 'Instance'): SearchQuery {
  return described === 'Work' ? { ...search, kind: 'WORK' } : { ...search, kind: 'INSTANCE', filters: {} };
}
