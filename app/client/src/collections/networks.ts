/** The networks of the library that somebody works in, asked for once. */
import { NETWORKED, type Networked } from '../api/collections';
import { ask } from '../api/client';
import { session } from '../shell/session.svelte';

interface Own {
  graph: string;
  networks: Networked[];
}
const known = new Map<string, Promise<Own>>();

export function ownNetworks(): Promise<Own> {
  const tenant = session.tenant ?? '';
  const found = known.get(tenant) ?? ask(NETWORKED, {}).then(({ viewer }) => ({ graph: viewer.tenant?.graph ?? '', networks: viewer.tenant?.networks ?? [] }));
  known.set(tenant, found);
  found.catch(() => known.delete(tenant));
  return found;
}
