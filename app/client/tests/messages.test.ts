/** The interface's messages: every language has all of them, with the same values, in sound ICU syntax. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageFormatElement, TYPE, parse } from '@formatjs/icu-messageformat-parser';
import IntlMessageFormat from 'intl-messageformat';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const LANGUAGES = ['en', 'ar', 'pl'] as const;
const read = (folder: string, language: string) => JSON.parse(readFileSync(join(ROOT, folder, `${language}.json`), 'utf-8')) as Record<string, string>;
const ENGLISH = read('messages', 'en');
/** What the interface says, and how it says what the server refuses. */
const MESSAGES = new Map(LANGUAGES.map((each) => [each, { ...read('messages', each), ...read('messages/refusals', each) }]));
const ALL = MESSAGES.get('en')!;

function valuesIn(elements: MessageFormatElement[], found = new Set<string>()): Set<string> {
  for (const each of elements) {
    if (each.type !== TYPE.literal && each.type !== TYPE.pound && 'value' in each) found.add(String(each.value));
    if (each.type === TYPE.plural || each.type === TYPE.select) for (const option of Object.values(each.options)) valuesIn(option.value, found);
  }
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? sources(join(folder, each.name)) : [join(folder, each.name)]));
}

test.each([...MESSAGES.keys()])('%s has every message, no other, and none is left empty', (language) => {
  const messages = MESSAGES.get(language)!;
  expect(Object.keys(messages).toSorted()).toEqual(Object.keys(ALL).toSorted());
  expect(Object.entries(messages).filter(([, text]) => text.trim() === '')).toEqual([]);
});

test.each([...MESSAGES.keys()])('in %s every message has the values that English has', (language) => {
  for (const [key, text] of Object.entries(MESSAGES.get(language)!)) {
    const [here, there] = [valuesIn(parse(text)), valuesIn(parse(ALL[key]!))];
    const optional = new Set(['shown']);
    expect([...here].filter((each) => !there.has(each)), key).toEqual([]);
    expect([...there].filter((each) => !here.has(each) && !optional.has(each)), key).toEqual([]);
  }
});

test.each([...MESSAGES.keys()])('in %s every plural has the forms that the language counts with', (language) => {
  const forms = new Set(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  for (const [key, text] of Object.entries(MESSAGES.get(language)!)) {
    for (const each of parse(text)) {
      if (each.type !== TYPE.plural) continue;
      expect([...forms].filter((form) => !(form in each.options)), key).toEqual([]);
      for (const count of [0, 1, 2, 3, 5, 11, 22, 100, 101]) {
        expect(() => new IntlMessageFormat(text, language).format({ ...Object.fromEntries([...valuesIn(parse(text))].map((name) => [name, ''])), [each.value]: count, shown: String(count) }), key).not.toThrow();
      }
    }
  }
});

test('every message that the client shows by name is there, and each that is there is shown', () => {
  const text = sources(join(ROOT, 'src')).map((each) => readFileSync(each, 'utf-8')).join('\n');
  const named = new Set([...text.matchAll(/\bt\('([^']+)'|label: '([a-z]+\.[A-Za-z]+)'|Key> = \{[^}]*\}/g)].map((each) => each[1] ?? each[2]).filter((each) => each !== undefined));
  expect([...named].filter((each) => !(each in ENGLISH))).toEqual([]);
  const built = [...text.matchAll(/t\(`([a-zA-Z.]+)\$\{/g)].map((each) => each[1]!);
  const unused = Object.keys(ENGLISH).filter((key) => !text.includes(`'${key}'`) && !built.some((prefix) => key.startsWith(prefix)));
  expect(unused).toEqual([]);
});
