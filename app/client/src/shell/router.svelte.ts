/** Where the client is: `/app/{library}/{screen}/…`, kept in the browser's own history. */
export interface Place {
  tenant: string | null;
  screen: string;
  rest: string[];
  query: URLSearchParams;
}

const BASE = '/app';

export function parse(path: string, search: string): Place {
  const parts = path.slice(BASE.length).split('/').filter(Boolean).map(decodeURIComponent);
  const [tenant = null, screen = '', ...rest] = parts;
  return { tenant, screen, rest, query: new URLSearchParams(search) };
}

export function addressOf(tenant: string, screen: string, rest: string[] = [], query = ''): string {
  const path = [tenant, screen, ...rest].filter(Boolean).map(encodeURIComponent).join('/');
  return `${BASE}/${path}${query === '' ? '' : `?${query}`}`;
}

const at = $state<{ place: Place }>({ place: parse(location.pathname, location.search) });

export function place(): Place {
  return at.place;
}

export function go(address: string, replace = false): void {
  const next = new URL(address, location.origin);
  const samePlace = next.pathname === location.pathname;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  at.place = parse(next.pathname, next.search);
  if (!samePlace && !replace) focusMain();
}

/** The new screen begins at its top, for eyes and for screen readers. */
function focusMain(): void {
  window.scrollTo(0, 0);
  requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }));
}

/** Links inside the client lead there without loading the page again. */
export function startRouting(): void {
  window.addEventListener('popstate', () => {
    at.place = parse(location.pathname, location.search);
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(`${BASE}/`)) return;
    event.preventDefault();
    if (url.href === location.href && url.hash !== '') return;
    go(url.pathname + url.search);
  });
}
