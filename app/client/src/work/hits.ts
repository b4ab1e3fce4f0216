/** What looking up found, as one list, and the value that a choice makes. Pure. */
import type { ResultOf } from '../api/graphql';
import type { LOOK_UP, Label } from '../api/looking';
import type { Field, Shape } from '../record/form';
import type { Part, Value } from '../record/node';
import { compacted } from '../record/turtle';

type Found = ResultOf<typeof LOOK_UP>;
type Term = NonNullable<Found['lookUp']>['nodes'][number];
type Suggested = NonNullable<Found['suggest']>[number];
export interface Hit {
  iri: string;
  label: Label;
  /** The other form of the name that was found, where it was not the label. */
  matched: Label | null;
  types: readonly string[];
  source: string;
  code: string;
  broader: string;
  usage: number | null;
}

const TYPES: Record<string, readonly string[]> = {
  PERSON: ['bf:Agent', 'bf:Person'],
  FAMILY: ['bf:Agent', 'bf:Family'],
  ORGANIZATION: ['bf:Agent', 'bf:Organization'],
  JURISDICTION: ['bf:Agent', 'bf:Jurisdiction'],
  MEETING: ['bf:Agent', 'bf:Meeting'],
  TOPIC: ['bf:Topic'],
  PLACE: ['bf:Place'],
  PERIOD: ['bf:Temporal'],
  GENRE_FORM: ['bf:GenreForm'],
  WORK: ['bf:Hub'],
};

/** Terms first, then the library's own; each once. */
export function hitsOf(terms: readonly Term[], own: readonly Suggested[]): Hit[] {
  const found = new Map<string, Hit>();
  for (const each of terms) {
    found.set(each.iri, {
      iri: each.iri,
      label: each.label ?? { value: each.iri, lang: null },
      matched: each.matched.variant ? each.matched.text : null,
      types: TYPES[each.kind ?? ''] ?? [],
      source: shortened(each.vocabulary ?? each.iri),
      code: each.code ?? '',
      broader: each.broader.map((wider) => wider.label?.value ?? '').filter((name) => name !== '').slice(0, 2).join(' › '),
      usage: each.usage,
    });
  }
  for (const each of own) {
    if (found.has(each.iri)) continue;
    const types = (each.resource?.types ?? []).map(compacted).filter((type) => type.startsWith('bf:'));
    const label = each.label ?? { value: each.iri, lang: null };
    found.set(each.iri, { iri: each.iri, label, matched: null, types, source: shortened(each.iri), code: '', broader: '', usage: null });
  }
  return [...found.values()];
}

/** Where something comes from, in a few letters: `languages`, `subjects`, the library. */
function shortened(iri: string): string {
  const parts = iri.replace(/^https?:\/\//, '').split('/').filter((each) => each !== '');
  return parts[0] === 'id.loc.gov' ? parts.slice(-1)[0]! : parts.slice(0, 2).join('/');
}

/** The value that choosing a hit makes: codes are pointed at, headings carry the name they are known by. */
export function partOf(hit: Hit, field: Field, shape: Shape | undefined, before: Part | null): Part {
  if (field.shapes.length === 0) return { '@id': hit.iri };
  const fallback = before?.['@type'] ?? (field.types.length > 0 ? field.types : (shape?.types ?? []));
  const types = hit.types.length > 0 ? hit.types : fallback;
  const label = hit.label.lang === null ? hit.label.value : { '@value': hit.label.value, '@language': hit.label.lang };
  return { '@id': hit.iri, ...named(types, shape, label) };
}

/** A thing under a name, said with the property that its shape asks for, too. */
export function named(types: readonly string[], shape: Shape | undefined, label: Value): Part {
  const asked = shape?.fields.find((each) => each.required && each.kind === 'text')?.property ?? 'rdfs:label';
  return { ...(types.length > 0 ? { '@type': types } : {}), 'rdfs:label': [label], [asked]: [label] };
}
