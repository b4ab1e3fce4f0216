/** What a person keeps in this browser: searches, records they marked, records they looked at last. One set a library. */
export interface KeptRecord {
  id: string;
  title: string;
  lang?: string | null;
}
export interface KeptSearch {
  name: string;
  address: string;
}
interface Kept {
  recent: KeptRecord[];
  marked: KeptRecord[];
  searches: KeptSearch[];
}

const MOST_RECENT = 30;
const all = $state<Record<string, Kept>>({});

function keyOf(tenant: string): string {
  return `catalograph.kept.${tenant}`;
}

export function kept(tenant: string): Kept {
  return all[tenant] ?? load(tenant);
}

function load(tenant: string): Kept {
  try {
    return { recent: [], marked: [], searches: [], ...(JSON.parse(localStorage.getItem(keyOf(tenant)) ?? '{}') as object) };
  } catch {
    return { recent: [], marked: [], searches: [] };
  }
}

function change(tenant: string, next: Partial<Kept>): void {
  all[tenant] = { ...kept(tenant), ...next };
  localStorage.setItem(keyOf(tenant), JSON.stringify(all[tenant]));
}

export function looked(tenant: string, record: KeptRecord): void {
  const others = kept(tenant).recent.filter((each) => each.id !== record.id);
  change(tenant, { recent: [record, ...others].slice(0, MOST_RECENT) });
}

export function isMarked(tenant: string, id: string): boolean {
  return kept(tenant).marked.some((each) => each.id === id);
}

export function mark(tenant: string, record: KeptRecord): void {
  const marked = kept(tenant).marked;
  const without = marked.filter((each) => each.id !== record.id);
  change(tenant, { marked: without.length < marked.length ? without : [...marked, record] });
}

export function keepSearch(tenant: string, search: KeptSearch): void {
  const others = kept(tenant).searches.filter((each) => each.address !== search.address);
  change(tenant, { searches: [...others, search] });
}

export function dropSearch(tenant: string, address: string): void {
  change(tenant, { searches: kept(tenant).searches.filter((each) => each.address !== address) });
}
