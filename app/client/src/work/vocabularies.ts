/** Where a profile's field looks its values up: kinds of terms, vocabularies, or the library's own descriptions. */
import type { VariablesOf } from '../api/graphql';
import type { LOOK_UP } from '../api/looking';

type Asked = VariablesOf<typeof LOOK_UP>;
export interface Source {
  kinds: Asked['kinds'];
  vocabularies: string[];
  /** Whether terms answer at all, of these vocabularies or of whichever has the kinds. */
  terms: boolean;
  /** Which of the library's own descriptions answer, too. */
  own: Asked['suggest'];
  /** Whether a name without an authority may stand there. */
  free: boolean;
}

const LOC = 'http://id.loc.gov/vocabulary/';
const SOURCES: Record<string, Partial<Source>> = {
  agents: { kinds: ['AGENT'], own: ['AGENT'], free: true },
  subjects: { kinds: ['SUBJECT'], own: ['CONCEPT', 'AGENT'], free: true },
  genres: { kinds: ['GENRE_FORM'], own: ['CONCEPT'], free: true },
  places: { kinds: ['PLACE'], own: ['CONCEPT'] },
  series: { kinds: ['WORK'], own: ['WORK'], free: true },
  hubs: { kinds: ['WORK'], own: ['WORK'], free: true },
  works: { own: ['WORK'] },
  instances: { own: ['INSTANCE'] },
  relators: { kinds: ['ROLE'], free: true },
  languages: { kinds: ['LANGUAGE'] },
  'content-types': { kinds: ['CONTENT'] },
  'media-types': { kinds: ['MEDIA'] },
  carriers: { kinds: ['CARRIER'] },
  countries: { vocabularies: [`${LOC}countries`] },
  'geographic-areas': { vocabularies: [`${LOC}geographicAreas`] },
  illustrations: { vocabularies: [`${LOC}millus`] },
  frequencies: { vocabularies: [`${LOC}frequencies`] },
  'music-formats': { vocabularies: [`${LOC}mmusicformat`] },
  reliefs: { vocabularies: [`${LOC}mrelief`] },
  projections: { vocabularies: [`${LOC}mprojection`] },
  audiences: { vocabularies: [`${LOC}maudience`] },
};

export function sourceOf(vocabulary: string | null): Source {
  const found = SOURCES[vocabulary ?? ''] ?? (vocabulary?.startsWith('http') ? { vocabularies: [vocabulary] } : {});
  const terms = found.kinds !== undefined || found.vocabularies !== undefined;
  return { kinds: null, vocabularies: [], own: null, free: false, terms, ...found };
}
