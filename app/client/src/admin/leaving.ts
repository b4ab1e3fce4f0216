// Leaving a network: what it comes to is told first, and a large departure goes on until it has ended.
import { NETWORK_LEAVE } from '../api/admin';
import { ask } from '../api/client';
import type { ResultOf } from '../api/graphql';
import { t } from '../i18n/index.svelte';

type Left = ResultOf<typeof NETWORK_LEAVE>['networkLeave'];
export type Departure = NonNullable<Left['departure']>;
export interface Leaving {
  network: string;
  tenant?: string;
}

/** What leaving would come to; null where it would be refused, as leaving tells then. */
export async function foreseen(input: Leaving): Promise<Departure | null> {
  return (await ask(NETWORK_LEAVE, { input: { ...input, dryRun: true } })).networkLeave.departure;
}

/** What leaving comes to, in words; nothing where it isn't known. */
export function comesTo(departure: Departure | null): string {
  if (departure === null) return '';
  const { taken, removed, cleared } = departure;
  return `${t('admin.leaveTakes', { taken, removed })} ${t('admin.leaveRids', { cleared })}`;
}

/** Leave, however many requests that takes; why not, where it is refused. `told` hears how many descriptions are done with so far. */
export async function leave(input: Leaving, told: (done: number) => void = () => {}): Promise<Left['userErrors']> {
  for (let done = 0; ; ) {
    const { departure, userErrors } = (await ask(NETWORK_LEAVE, { input })).networkLeave;
    if (departure === null || departure.ended) return userErrors;
    done += departure.taken + departure.removed + departure.cleared;
    told(done);
  }
}
