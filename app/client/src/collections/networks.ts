/** The networks of the library that somebody works in, asked for once. */
import { NETWORKED, type Networked } from '../api/collections';
import { ask } from '../api/client';
import { session } from '../shell/session.svelte';

const known = new Map<string, Promise<Networked[]>>();

export function ownNetworks(): Promise<Networked[]> {
  const tenant = session.tenant ?? '';
  const found = known.get(tenant) ?? ask(NETWORKED, {}).then(({ viewer }) => viewer.tenant?.networks ?? []);
  known.set(tenant, found);
  found.catch(() => known.delete(tenant));
  return found;
}
