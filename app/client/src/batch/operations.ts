/** The operations of a batch as its form has them, and as the API takes them. Pure. */
import type { VariablesOf } from '../api/graphql';
import type { BATCH_APPLY } from '../api/batches';
import type { Field, Form, Texts } from '../record/form';
import { expanded } from '../record/turtle';

export type Operation = VariablesOf<typeof BATCH_APPLY>['input']['operations'][number];
export const KINDS = ['REPLACE_TEXT', 'REPLACE_HEADING', 'ADD', 'REPLACE', 'REMOVE'] as const;
export type Kind = (typeof KINDS)[number];
export interface Term {
  readonly iri: string;
  readonly label: { readonly value: string; readonly lang: string | null };
  readonly types: readonly string[];
}
/** One operation while it is composed. */
export interface Composed {
  key: number;
  kind: Kind;
  /** A prefixed name; empty: in every property. */
  property: string;
  value: string;
  to: string;
  language: string;
  valueTerm: Term | null;
  toTerm: Term | null;
}
/** A property that can be changed, and what it holds: texts, terms, or parts that are a text with a class. */
export interface Target {
  readonly property: string;
  readonly label: Texts;
  readonly marc: string | null;
  readonly holds: 'text' | 'term' | 'part';
  readonly types: readonly string[];
  readonly datatype: string | null;
  readonly vocabulary: string | null;
  readonly labelled: boolean;
}

/** A new operation; words are looked for in titles until another property is chosen. */
export function composed(key: number, kind: Kind = 'REPLACE_TEXT'): Composed {
  return { key, kind, property: kind === 'REPLACE_TEXT' ? 'bf:mainTitle' : '', value: '', to: '', language: '', valueTerm: null, toTerm: null };
}

/** The properties of a work, or an instance, that take whole values, as its form has them. */
export function targetsOf(form: Form, described: 'Work' | 'Instance'): Target[] {
  const root = form.roots.find((each) => each.describes === described)?.shape ?? '';
  const found = new Map<string, Target>();
  for (const field of form.shapes[root]?.fields ?? []) {
    const target = field.hidden || found.has(field.property) ? null : targetOf(form, field);
    if (target !== null) found.set(field.property, target);
  }
  return [...found.values()];
}

function targetOf(form: Form, field: Field): Target | null {
  const { property, label, marc, types, datatype, vocabulary } = field;
  const base = { property, label, marc, types, datatype, vocabulary, labelled: field.shapes.length > 0 };
  if (field.kind === 'lookup') return { ...base, holds: 'term' };
  if (field.kind === 'text' || field.kind === 'date') return { ...base, holds: 'text' };
  const inside = form.shapes[field.shapes[0] ?? '']?.fields ?? [];
  const isText = inside[0]?.property === 'rdfs:label' && inside[0].kind === 'text';
  return field.kind === 'part' && isText ? { ...base, holds: 'part' } : null;
}

/** The properties in which texts stand, wherever in a description. */
export function textsOf(form: Form): { property: string; label: Texts }[] {
  const found = new Map<string, Texts>();
  for (const shape of Object.values(form.shapes)) {
    for (const field of shape.fields) {
      if (field.kind === 'text' && !field.hidden && !found.has(field.property)) found.set(field.property, field.label);
    }
  }
  found.delete('rdfs:label');
  return [...found].map(([property, label]) => ({ property, label }));
}

/** What is sent; null while something is missing. */
export function operationOf(each: Composed, targets: readonly Target[]): Operation | null {
  const property = each.property === '' ? null : expanded(each.property);
  if (each.kind === 'REPLACE_TEXT') {
    return each.value === '' ? null : { kind: each.kind, property, value: { '@value': each.value }, to: { '@value': each.to } };
  }
  if (each.kind === 'REPLACE_HEADING') {
    if (each.valueTerm === null || each.toTerm === null) return null;
    return { kind: each.kind, value: { '@id': each.valueTerm.iri }, to: described(each.toTerm, true) };
  }
  const target = targets.find((one) => one.property === each.property);
  if (target === undefined) return null;
  const value = valueOf(target, each.value, each.language, each.valueTerm, false);
  const to = valueOf(target, each.to, each.language, each.toTerm, target.labelled);
  if (each.kind === 'REMOVE') return { kind: each.kind, property, ...(value === null ? {} : { value }) };
  if (to === null) return null;
  if (each.kind === 'ADD') return { kind: each.kind, property, to };
  return { kind: each.kind, property, ...(value === null ? {} : { value }), to };
}

function valueOf(target: Target, text: string, language: string, term: Term | null, labelled: boolean): unknown {
  if (target.holds === 'term') return term === null ? null : described(term, labelled);
  if (text.trim() === '') return null;
  const type = target.datatype === null ? {} : { '@type': target.datatype };
  const literal = { '@value': text, ...(language === '' ? type : { '@language': language }) };
  return target.holds === 'text' ? literal : { '@type': target.types, 'rdfs:label': [literal] };
}

/** A term as descriptions name it: by its IRI, with what it is and what it is called where that is kept in place. */
function described(term: Term, labelled: boolean): object {
  if (!labelled) return { '@id': term.iri };
  const { value, lang } = term.label;
  const label = lang === null ? value : { '@value': value, '@language': lang };
  return { '@id': term.iri, ...(term.types.length > 0 ? { '@type': term.types } : {}), 'rdfs:label': [label] };
}
