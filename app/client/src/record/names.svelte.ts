/** What properties are called by the form of a monograph, for screens that show changes without a form. */
import { ask } from '../api/client';
import { PROFILE } from '../api/drafting';
import { labelled, t } from '../i18n/index.svelte';
import type { Form, Texts } from './form';
import { propertiesOf } from './paths';

const NAMED_BY = 'monograph';
let names = $state.raw<ReadonlyMap<string, Texts>>(new Map());
let asked: Promise<Form | null> | null = null;

/** The form that names them, asked for once. */
export function namingForm(): Promise<Form | null> {
  asked ??= ask(PROFILE, { id: NAMED_BY }).then(({ profile }) => {
    const form = (profile?.form as Form | undefined) ?? null;
    if (form !== null) names = namesOf(form);
    return form;
  });
  asked.catch(() => (asked = null));
  return asked;
}

function namesOf(form: Form): Map<string, Texts> {
  const found = new Map<string, Texts>();
  const roots = form.roots.map((each) => form.shapes[each.shape]!);
  for (const shape of [...roots, ...Object.values(form.shapes)]) {
    for (const field of shape.fields) if (!found.has(field.property)) found.set(field.property, field.label);
  }
  found.delete('rdfs:label');
  return found;
}

/** A path of properties in words, each after those it is in; in their own names until the form is there. */
export function pathCalled(path: string): string {
  namingForm().catch(() => null);
  const steps = propertiesOf(path).filter((each) => each !== 'rdfs:label' && each !== 'rdf:value');
  const words = steps.map((each) => (each === '@type' ? t('authority.kind') : labelled(names.get(each)) || each));
  return (words.length === 0 ? [path] : words).filter((each, index) => each !== words[index - 1]).join(' › ');
}
