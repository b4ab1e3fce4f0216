/** A search as its address has it, and back: what can be sent to somebody else or kept. */
export const FACETS = ['LIBRARY', 'AVAILABILITY', 'TYPE', 'FORMAT', 'LANGUAGE', 'AGENT', 'SUBJECT', 'GENRE', 'DECADE', 'LOCATION', 'TENANT'] as const;
export const SORTS = ['RELEVANCE', 'TITLE', 'DATE_NEWEST', 'DATE_OLDEST', 'RECENTLY_ADDED'] as const;
export const KINDS = ['WORK', 'INSTANCE', 'AGENT', 'CONCEPT'] as const;
export const PAGE = 20;
export type FacetName = (typeof FACETS)[number];
export type Sort = (typeof SORTS)[number];
export type Kind = (typeof KINDS)[number];
/** Where is searched: the library one is in, a network of its by name, every library. */
export type Reach = 'own' | 'all' | `network:${string}`;
const NETWORK = 'network:';

export interface SearchQuery {
  text: string;
  kind: Kind;
  sort: Sort;
  reach: Reach;
  filters: Partial<Record<FacetName, string[]>>;
  after: string | null;
  before: string | null;
}

export function fromAddress(query: URLSearchParams): SearchQuery {
  const filters: SearchQuery['filters'] = {};
  for (const each of query.getAll('f')) {
    const [field, value] = [each.slice(0, each.indexOf(':')) as FacetName, each.slice(each.indexOf(':') + 1)];
    if (FACETS.includes(field)) (filters[field] ??= []).push(value);
  }
  return {
    text: query.get('text') ?? '',
    kind: oneOf(KINDS, query.get('kind')),
    sort: oneOf(SORTS, query.get('sort')),
    reach: reachOf(query.get('reach')),
    filters,
    after: query.get('after'),
    before: query.get('before'),
  };
}

export function toAddress(search: SearchQuery): string {
  const query = new URLSearchParams();
  if (search.text !== '') query.set('text', search.text);
  if (search.kind !== 'WORK') query.set('kind', search.kind);
  if (search.sort !== 'RELEVANCE') query.set('sort', search.sort);
  if (search.reach !== 'own') query.set('reach', search.reach);
  for (const [field, values] of Object.entries(search.filters)) for (const value of values) query.append('f', `${field}:${value}`);
  if (search.after !== null) query.set('after', search.after);
  if (search.before !== null) query.set('before', search.before);
  return query.toString();
}

export function reachOf(named: string | null): Reach {
  return named === 'all' || (named?.startsWith(NETWORK) && named !== NETWORK) ? (named as Reach) : 'own';
}

export function reachOfNetwork(slug: string): Reach {
  return `${NETWORK}${slug}`;
}

/** Whether works are shown once, however many libraries have them. */
export function isUnion(search: SearchQuery): boolean {
  return search.kind === 'WORK' && search.reach !== 'own';
}

/** What is counted of hits: the libraries that have them where several are searched, unless a filter asks otherwise. */
function counted(search: SearchQuery): FacetName[] {
  const others: FacetName = isUnion(search) ? 'TENANT' : 'LIBRARY';
  return search.kind === 'WORK' ? FACETS.filter((each) => each !== others || (search.filters[each] ?? []).length > 0) : [];
}

function scopeOf(reach: Reach, tenant: string) {
  if (reach === 'own') return { tenants: [tenant] };
  return reach === 'all' ? { all: true } : { network: reach.slice(NETWORK.length) };
}

/** The variables of the GraphQL search, in the library where somebody is, in a network or in all that they may read. */
export function variables(search: SearchQuery, tenant: string) {
  const filters = Object.entries(search.filters).map(([field, anyOf]) => ({ field: field as FacetName, anyOf }));
  const backwards = search.before !== null;
  return {
    input: {
      text: search.text === '' ? null : search.text,
      kinds: [search.kind],
      filters,
      scope: scopeOf(search.reach, tenant),
      ...(isUnion(search) ? { by: 'CLUSTER' as const } : {}),
      availableOnly: false,
    },
    first: backwards ? null : PAGE,
    after: search.after,
    last: backwards ? PAGE : null,
    before: search.before,
    sort: search.sort,
    fields: counted(search),
  };
}

/** The same search with a value of a facet put in, or taken out where it was in; from its first page. */
export function toggled(search: SearchQuery, field: FacetName, value: string): SearchQuery {
  const values = search.filters[field] ?? [];
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return { ...search, filters: { ...search.filters, [field]: next }, after: null, before: null };
}

function oneOf<T extends string>(known: readonly T[], wanted: string | null): T {
  return known.find((each) => each === wanted) ?? known[0]!;
}
