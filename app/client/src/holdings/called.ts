/** What the fields of items and holdings, and what may stand in them, are called in the interface's language. */
import { type Key, t } from '../i18n/index.svelte';
import { choices } from './choices.svelte';
import { type Field, POLICIES, type Values, editionsIn, statementsIn } from './fields';

/** A word of a code list as the name of its message: `will lend` → `willLend`. */
export function camel(words: string): string {
  return words.toLowerCase().replace(/[^a-z]+([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function fieldCalled(name: string): string {
  return t(`item.${name}` as Key);
}

/** One of a field's choices. */
export function choiceCalled(name: string, value: string): string {
  if (name === 'lifecycle') return t(`lifecycle.${value}` as Key);
  if (name === 'marker') return t(`marker.${value}` as Key);
  if (name === 'kind') return t(`holdingsKind.${camel(value)}` as Key);
  return name in POLICIES ? t(`policy.${camel(value)}` as Key) : value;
}

/** What a field says, in words. */
export function valueCalled(field: Field, values: Values): string {
  const value = values[field.name] ?? '';
  if (value === '') return '';
  if (field.kind === 'place') return choices.called(value);
  if (field.kind === 'truth') return t('copies.yes');
  if (field.kind === 'editions') return editionsIn(value).map((each) => each.title).join('; ');
  if (field.kind === 'statements') return statementsIn(values).map((each) => each.text).join('; ');
  return field.kind === 'choice' && (field.choices ?? []).includes(value) ? choiceCalled(field.name, value) : value;
}
