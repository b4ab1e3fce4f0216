/** Authorities as their form has them, and as descriptions of the catalogue. Pure. */
import type { TERMS } from '../api/authorities';
import type { VariablesOf } from '../api/graphql';
import { type Part, type Value, isLiteral, isPart, labelOf, languageOf, text, textOf, values } from '../record/node';

type TermKind = NonNullable<VariablesOf<typeof TERMS>['kinds']>[number];
export interface Kind {
  readonly id: string;
  readonly types: readonly string[];
  readonly profile: 'agent' | 'subject' | 'series';
}
export const KINDS: readonly Kind[] = [
  { id: 'PERSON', types: ['bf:Agent', 'bf:Person'], profile: 'agent' },
  { id: 'FAMILY', types: ['bf:Agent', 'bf:Family'], profile: 'agent' },
  { id: 'ORGANIZATION', types: ['bf:Agent', 'bf:Organization'], profile: 'agent' },
  { id: 'JURISDICTION', types: ['bf:Agent', 'bf:Jurisdiction'], profile: 'agent' },
  { id: 'MEETING', types: ['bf:Agent', 'bf:Meeting'], profile: 'agent' },
  { id: 'TOPIC', types: ['bf:Topic', 'madsrdf:Topic', 'madsrdf:Authority'], profile: 'subject' },
  { id: 'PLACE', types: ['bf:Place', 'madsrdf:Geographic', 'madsrdf:Authority'], profile: 'subject' },
  { id: 'GENRE_FORM', types: ['bf:GenreForm', 'madsrdf:GenreForm', 'madsrdf:Authority'], profile: 'subject' },
  { id: 'SERIES', types: ['bf:Hub', 'bf:Series', 'madsrdf:Authority'], profile: 'series' },
];

/** Which kinds of terms stand for several kinds of authorities. */
const AMONG: Readonly<Record<string, readonly string[]>> = {
  AGENT: ['PERSON', 'ORGANIZATION', 'MEETING', 'FAMILY', 'JURISDICTION'],
  SUBJECT: ['TOPIC', 'PLACE', 'PERSON', 'ORGANIZATION', 'MEETING', 'FAMILY', 'JURISDICTION'],
  WORK: ['SERIES'],
};

/** The authorities that may be made for a field that looks up these kinds of terms, and takes these classes (any where
 * it names none). */
export function makeable(terms: readonly string[], classes: readonly string[]): Kind[] {
  const wanted = terms.flatMap((each) => AMONG[each] ?? [each]);
  const kinds = wanted.flatMap((id) => KINDS.filter((each) => each.id === id));
  return classes.length === 0 ? kinds : kinds.filter((each) => classes.includes(each.profile === 'subject' ? each.types[0]! : each.types[1]!));
}

/** The kinds of terms that such authorities are looked up as. */
export function termKinds(kinds: readonly Kind[]): TermKind[] {
  return [...new Set(kinds.map((each) => (each.id === 'SERIES' ? 'WORK' : (each.id as TermKind))))];
}

export interface Form {
  heading: string;
  language: string;
  variants: { text: string; language: string }[];
  note: string;
  source: string;
  born: string;
  died: string;
  broader: { iri: string; label: { value: string; lang: string | null } } | null;
}

export function emptyForm(heading = ''): Form {
  return { heading, language: '', variants: [], note: '', source: '', born: '', died: '', broader: null };
}

function variant(label: string, language: string): Part {
  return { '@type': ['madsrdf:Variant'], 'madsrdf:variantLabel': [text(label, language)] };
}

/** The description of a new authority. */
export function made(kind: Kind, form: Form): Part {
  const heading = text(form.heading.trim(), form.language.trim());
  const node: Record<string, unknown> = { '@type': kind.types, 'rdfs:label': [heading] };
  if (kind.profile !== 'agent') node['madsrdf:authoritativeLabel'] = [heading];
  if (kind.profile === 'series') node['bf:title'] = [{ '@type': ['bf:Title'], 'bf:mainTitle': [heading] }];
  const variants = form.variants.filter((each) => each.text.trim() !== '');
  if (variants.length > 0) node['madsrdf:hasVariant'] = variants.map((each) => variant(each.text.trim(), each.language.trim()));
  if (kind.profile === 'agent' && form.born.trim() !== '') node['madsrdf:birthDate'] = [form.born.trim()];
  if (kind.profile === 'agent' && form.died.trim() !== '') node['madsrdf:deathDate'] = [form.died.trim()];
  if (kind.profile === 'subject' && form.broader !== null) node['madsrdf:hasBroaderAuthority'] = [pointed(form.broader)];
  if (form.note.trim() !== '') node['bf:note'] = [{ '@type': ['bf:Note'], 'rdfs:label': [form.note.trim()] }];
  if (form.source.trim() !== '') node['madsrdf:hasSource'] = [{ '@type': ['madsrdf:Source'], 'madsrdf:citationSource': [form.source.trim()] }];
  return node;
}

function pointed({ iri, label }: NonNullable<Form['broader']>): Part {
  return { '@id': iri, 'rdfs:label': [text(label.value, label.lang ?? '')] };
}

const NAMES = new Set(['rdfs:label', 'madsrdf:authoritativeLabel', 'bf:mainTitle']);

/** The description under another heading: wherever it calls itself as it did, in the language it did. */
export function renamed(node: Part, to: string, keepOld: boolean): Part {
  const before = labelOf(node).value;
  const again = calledOtherwise(node, before, to);
  if (!keepOld || before === '' || before === to) return again;
  const known = values(again, 'madsrdf:hasVariant');
  const language = labelOf(node).lang ?? '';
  const has = known.some((each) => isPart(each) && values(each as Part, 'madsrdf:variantLabel').some((one) => textOf(one) === before));
  return has ? again : { ...again, 'madsrdf:hasVariant': [...known, variant(before, language)] };
}

function calledOtherwise(node: Part, before: string, to: string): Part {
  const entries = Object.entries(node).filter(([name]) => name !== '@context');
  return Object.fromEntries(
    entries.map(([name, content]) => {
      if (name.startsWith('@')) return [name, content];
      return [name, (content as readonly Value[]).map((each) => value(name, each))];
    }),
  );
  function value(name: string, each: Value): Value {
    const isOwn = name === 'bf:title' || name === 'madsrdf:isIdentifiedByAuthority';
    if (typeof each === 'object' && isPart(each)) return isOwn ? calledOtherwise(each, before, to) : each;
    if (!NAMES.has(name) || textOf(each) !== before) return each;
    return isLiteral(each) ? text(to, languageOf(each)) : to;
  }
}

/** What kind of heading classes make it, by its most special class that is known here. */
export function kindOf(types: readonly string[]): string | null {
  const local = new Set(types.map((each) => each.replace(/^.*[#/:]/, '')));
  const order = ['Person', 'Family', 'Organization', 'Jurisdiction', 'Meeting', 'GenreForm', 'Place', 'Geographic', 'Temporal', 'Series', 'Hub', 'Topic'];
  const ids = ['PERSON', 'FAMILY', 'ORGANIZATION', 'JURISDICTION', 'MEETING', 'GENRE_FORM', 'PLACE', 'PLACE', 'PERIOD', 'SERIES', 'WORK', 'TOPIC'];
  const at = order.findIndex((each) => local.has(each));
  return at < 0 ? null : ids[at]!;
}
