/** Records named by hand: a list of addresses, ids or links to the client's own pages, one a line or apart by commas. Pure. */
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
