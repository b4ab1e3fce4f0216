/** How many days things take from other libraries: what is asked on the screen, and what of it is sent. Pure. */
import { once } from '../ui/once';

export interface Days {
  readonly tenant: string;
  readonly days: number;
}

interface Named {
  readonly slug: string;
}

/** The other members of the networks, each once, as they were told. */
export function others<T extends Named>(members: readonly T[], own: string): T[] {
  return once(members.filter((each) => each.slug !== own), (each) => each.slug);
}

/** All that is known from now on: what the screen says of those on it, and what is known of others; an empty field says nothing. */
export function settled(known: readonly Days[], asked: Readonly<Record<string, number | null>>): Days[] {
  const elsewhere = known.filter((each) => !(each.tenant in asked));
  const said = Object.entries(asked).flatMap(([tenant, days]) => (days === null ? [] : [{ tenant, days }]));
  return [...elsewhere, ...said];
}
