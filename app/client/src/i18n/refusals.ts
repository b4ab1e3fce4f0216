/** Why something was refused, in the language of the interface, by the code of the refusal and what it names. In English,
 * and where another language has no sentence for it, the server's own one is told. */
import { type Key, direction, refusal, t } from './index.svelte';

export interface Refusal {
  code: string;
  message: string;
  hint?: string | null;
  /** The code itself, where `code` is that of several; after a dot, which of its sentences it is. */
  reason?: string | null;
  values?: readonly { name: string; value: string }[];
}

/** `of`: what kind of name the code is, where it is none of an error: `reason` not to lend, `hindrance` of a copy. */
export function saidOf(refused: Refusal, of?: 'reason' | 'hindrance'): string {
  const name = refused.reason ?? refused.code;
  const values = { sentence: apart(refused.message), ...Object.fromEntries((refused.values ?? []).map((each) => [each.name, valued(each.value)])) };
  const names = of === undefined ? [name, codeOf(refused)] : [`${of}.${name}`];
  for (const each of names) {
    const said = refusal(each, values);
    if (said !== null) return said;
  }
  return [refused.message, refused.hint].filter(Boolean).join(' ');
}

/** What is always told alike, whatever somebody did, and what is told where there is nothing more to say of it. */
const ALIKE: Readonly<Record<string, Key>> = { OFFLINE: 'error.offline', NO_LIBRARY: 'error.noLibrary', STALE_REVISION: 'error.stale' };
const BARE: Readonly<Record<string, Key>> = { NOT_FOUND: 'error.notFound', FORBIDDEN: 'error.forbidden' };

/** What a failure tells a person. */
export function toldOf({ code, message }: { code: string; message: string }): string {
  return ALIKE[code] === undefined ? message || t(BARE[code] ?? 'error.other') : t(ALIKE[code]);
}

/** The error's own code. */
export function codeOf({ reason, code }: Refusal): string {
  return (reason ?? code).split('.')[0]!;
}

/** A number to count with, or a text as it stands. */
function valued(value: string): string | number {
  return String(Number(value)) === value ? Number(value) : apart(value);
}

/** A text of either direction among others. */
function apart(text: string): string {
  return direction() === 'rtl' ? `\u2068${text}\u2069` : text;
}
