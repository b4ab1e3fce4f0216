/** What a library chooses from when it describes its copies: its places, and the words of its lending rules. */
import { ask } from '../api/client';
import type { ResultOf } from '../api/graphql';
import { CHOICES } from '../api/holdings';
import { language } from '../i18n/index.svelte';
import { session } from '../shell/session.svelte';

type Location = NonNullable<ResultOf<typeof CHOICES>['viewer']['tenant']>['locations'][number];
export interface Place {
  id: string;
  iri: string;
  /** With the places it is in: `Central Library › Fiction`. */
  name: string;
}

class Choices {
  places: readonly Place[] = $state.raw([]);
  #materials: ReadonlySet<string> = $state.raw(new Set());
  #loans: ReadonlySet<string> = $state.raw(new Set());
  #asked = '';

  /** The words of the rules, and those that copies seen here have. */
  get materials(): string[] {
    return [...this.#materials];
  }

  get loans(): string[] {
    return [...this.#loans];
  }

  /** Offer what copies have, too: a library's own words may stand in no rule. */
  seen(copies: readonly { materialType: string | null; permanentLoanType: string | null }[]): void {
    this.#take(copies.map((each) => each.materialType), copies.map((each) => each.permanentLoanType));
  }

  #take(materials: readonly (string | null)[], loans: readonly (string | null)[]): void {
    const isWord = (each: string | null): each is string => each !== null && each !== '';
    this.#materials = new Set([...this.#materials, ...materials.filter(isWord)]);
    this.#loans = new Set([...this.#loans, ...loans.filter(isWord)]);
  }

  /** Asked for once a library and language. */
  async load(): Promise<void> {
    const wanted = `${session.tenant} ${language()}`;
    if (wanted === this.#asked) return;
    if (!this.#asked.startsWith(`${session.tenant} `)) [this.#materials, this.#loans] = [new Set(), new Set()];
    this.#asked = wanted;
    try {
      const { viewer, itemTypes } = await ask(CHOICES, {});
      this.places = placesOf(viewer.tenant?.locations ?? []);
      this.#take(itemTypes?.materialTypes ?? [], itemTypes?.loanTypes ?? []);
    } catch (error) {
      this.#asked = '';
      throw error;
    }
  }

  /** What a place is called, by its id or address. */
  called(key: string): string {
    return this.places.find((each) => each.id === key || each.iri === key)?.name ?? key;
  }
}

/** Places with those they are in before their names, in the order of these. */
export function placesOf(locations: readonly Location[]): Place[] {
  const byId = new Map(locations.map((each) => [each.id, each]));
  function path(location: Location, depth = 0): string {
    const above = location.parent === null || depth > 8 ? undefined : byId.get(location.parent.id);
    const name = location.name.value || location.code;
    return above === undefined ? name : `${path(above, depth + 1)} › ${name}`;
  }
  return locations.map((each) => ({ id: each.id, iri: each.iri, name: path(each) })).toSorted((one, other) => one.name.localeCompare(other.name));
}

export const choices = new Choices();
