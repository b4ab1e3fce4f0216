/** What a check tells, in the language of the interface: by its code and the values it speaks of; a code that the client
 * doesn't know in the server's own sentence. */
import { type Key, isKey, languageCalled, listed, t } from '../i18n/index.svelte';

export interface Told {
  readonly code: string;
  readonly message: string;
  /** What the field is called. */
  readonly label: { readonly value: string } | null;
  readonly values: readonly string[];
}

export function told(problem: Told): string {
  const key = `problem.${problem.code}`;
  if (!isKey(key) || problem.label === null) return problem.message;
  return t(`problem.${problem.code}` as Key, { label: problem.label.value, values: shown(problem) });
}

function shown({ code, values }: Told): string {
  if (code === 'WRONG_DATATYPE') return listed(values.map(datatypeCalled));
  if (code === 'WRONG_LANGUAGE') return listed(values.map(languageCalled));
  return values[0] ?? 'none';
}

function datatypeCalled(datatype: string): string {
  const key = `datatype.${datatype}`;
  return isKey(key) ? t(`datatype.${datatype}` as Key) : datatype;
}
