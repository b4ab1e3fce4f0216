/** The interface's language: messages in ICU syntax, one file a language, loaded when first asked for. */
import IntlMessageFormat from 'intl-messageformat';
import english from '../../messages/en.json';

export type Key = keyof typeof english;
export const LANGUAGES = { en: 'English', ar: 'العربية', pl: 'Polski' } as const;
export type Language = keyof typeof LANGUAGES;

const loaded: Partial<Record<Language, Record<string, string>>> = { en: english };
type Read = () => Promise<{ default: Record<string, string> }>;
/** The messages of the others, and how they say the refusals that the server says in English. */
const others: Record<Exclude<Language, 'en'>, readonly [Read, Read]> = {
  ar: [() => import('../../messages/ar.json'), () => import('../../messages/refusals/ar.json')],
  pl: [() => import('../../messages/pl.json'), () => import('../../messages/refusals/pl.json')],
};
const refusals: Partial<Record<Language, Record<string, string>>> = {};
let formats = new Map<string, IntlMessageFormat>();
const current = $state<{ language: Language }>({ language: 'en' });

export function language(): Language {
  return current.language;
}

export function direction(of: Language = current.language): 'ltr' | 'rtl' {
  return of === 'ar' ? 'rtl' : 'ltr';
}

/** Speak this language from now on: the whole document turns with it. */
export async function speak(wanted: Language): Promise<void> {
  if (loaded[wanted] === undefined && wanted !== 'en') {
    const [messages, said] = await Promise.all(others[wanted].map((read) => read()));
    [loaded[wanted], refusals[wanted]] = [messages!.default, said!.default];
  }
  formats = new Map();
  current.language = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = direction(wanted);
}

/** The message for a key, with its values. */
export function t(key: Key, values?: Record<string, string | number>): string {
  const spoken = current.language;
  const text = loaded[spoken]?.[key] ?? english[key];
  if (values === undefined && !text.includes("'") && !text.includes('{')) return text;
  return filled(key, text, values);
}

/** How the spoken language says a refusal of this name; null where it doesn't, or where a value is missing for it. */
export function refusal(name: string, values: Record<string, string | number>): string | null {
  const text = refusals[current.language]?.[name];
  if (text === undefined) return null;
  try {
    return filled(`refusal ${name}`, text, values);
  } catch {
    return null;
  }
}

function filled(key: string, text: string, values?: Record<string, string | number>): string {
  let format = formats.get(key);
  if (format === undefined) formats.set(key, (format = new IntlMessageFormat(text, current.language, undefined, { ignoreTag: true })));
  return String(format.format(values));
}

/** Whether there is a message of this name. */
export function isKey(name: string): name is Key {
  return name in english;
}

/** Things of which one holds: “a, b or c”. */
export function listed(things: readonly string[]): string {
  return new Intl.ListFormat(current.language, { type: 'disjunction' }).format(things);
}

/** What a language is called, by its tag. */
export function languageCalled(tag: string): string {
  try {
    return new Intl.DisplayNames(current.language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A text that data brings in several languages, in the spoken one where it has it. */
export function labelled(texts: Readonly<Record<string, string>> | null | undefined): string {
  return texts?.[current.language] ?? texts?.['en'] ?? Object.values(texts ?? {})[0] ?? '';
}

export function number(value: number): string {
  return new Intl.NumberFormat(current.language).format(value);
}

/** A day without an hour, as the server writes it: the same one wherever it is read. */
export function day(value: string): string {
  return new Intl.DateTimeFormat(current.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value));
}

/** A moment, where the person is. */
export function date(value: string | number | Date): string {
  return new Intl.DateTimeFormat(current.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value));
}
