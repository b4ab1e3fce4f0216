/** Who is signed in, in which library, and what they may do there. */
import { Failure, type Written, ask, askIn, failed, post } from '../api/client';
import { VIEWER } from '../api/documents';
import type { ResultOf } from '../api/graphql';

export type Viewer = ResultOf<typeof VIEWER>['viewer'];
export interface Ways {
  byName: boolean;
  provider: { address: string; label: string } | null;
}

export const session = $state<{ viewer: Viewer | null; state: 'asking' | 'out' | 'in' | 'unreachable'; tenant: string | null }>({
  viewer: null,
  state: 'asking',
  tenant: null,
});

/** Ask who is signed in; `tenant` is the library of the address, null for the person's own, or the first they may act in. */
export async function resume(tenant: string | null, language: string): Promise<void> {
  askIn(tenant, language);
  try {
    const { viewer } = await ask(VIEWER, {});
    session.viewer = viewer;
    session.tenant = viewer.tenant?.slug ?? tenant ?? viewer.tenants[0]?.slug ?? null;
    session.state = viewer.permissions.length > 0 || viewer.tenants.length > 0 ? 'in' : 'out';
    if (session.tenant !== tenant) askIn(session.tenant, language);
  } catch (error) {
    session.state = error instanceof Failure && error.code === 'OFFLINE' ? 'unreachable' : 'out';
    askIn(null, language);
  }
}

export function may(permission: string): boolean {
  return session.viewer?.permissions.includes(permission) ?? false;
}

export async function waysIn(): Promise<Ways> {
  const answer = await fetch('/sign-in', { headers: { Accept: 'application/json' } });
  return (await answer.json()) as Ways;
}

/** Sign in by name; the message where that is refused. */
export async function signIn(fields: Record<string, string>): Promise<string | null> {
  const answer = await post('/sign-in', fields);
  if (answer.ok) return null;
  const told = (await answer.json().catch(() => ({}))) as Pick<Written, 'errors'>;
  const first = told.errors?.[0];
  return first === undefined ? answer.statusText : failed(first.message, first.extensions).message;
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {});
  session.viewer = null;
  session.state = 'out';
}
