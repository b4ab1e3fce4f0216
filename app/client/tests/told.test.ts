/** What a check tells, in the words of the interface. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { day, speak } from '../src/i18n/index.svelte';
import { told } from '../src/work/told';

beforeAll(() => void vi.stubGlobal('document', { documentElement: {} }));
afterAll(async () => {
  await speak('en');
  vi.unstubAllGlobals();
});

const problem = (code: string, values: string[] = [], label = 'Title') => ({ code, message: 'As the server says it.', label: { value: label }, values });

test('a problem is told by its code with what the field is called', () => {
  expect(told(problem('MISSING'))).toBe('“Title” is missing.');
  expect(told(problem('WRONG_KIND', ['literal']))).toBe('“Title” has to be a text.');
  expect(told(problem('WRONG_KIND', ['IRI']))).toBe('“Title” has to be a term or a part, not a text.');
  expect(told(problem('NOT_IN_VOCABULARY'))).toBe('“Title” is from another vocabulary.');
  expect(told(problem('NOT_IN_VOCABULARY', ['languages']))).toBe('“Title” is not from the list languages.');
});

test('languages and datatypes are called as people call them', () => {
  expect(told(problem('WRONG_LANGUAGE', ['ar', 'uk']))).toBe('“Title” has to be in Arabic or Ukrainian.');
  expect(told(problem('WRONG_DATATYPE', ['edtf:edtf', 'xsd:date', 'x:own']))).toBe('“Title” has to be a date in EDTF, a date, or x:own.');
});

test('in another language it is told in that', async () => {
  await speak('pl');
  expect(told(problem('MISSING', [], 'Tytuł'))).toBe('Brakuje pola „Tytuł”.');
  await speak('ar');
  expect(told(problem('MISSING', [], 'العنوان'))).toBe('«العنوان» مفقود.');
  await speak('en');
});

test('what the client has no words for is told in those of the server', () => {
  expect(told(problem('NEW_RULE'))).toBe('As the server says it.');
  expect(told({ ...problem('MISSING'), label: null })).toBe('As the server says it.');
});

test('every code of a check has its words', () => {
  const model = readFileSync(join(import.meta.dirname, '../../../mappings/profiles/model.py'), 'utf-8');
  const codes = [.../class ProblemCode[\s\S]*?(?=@dataclass)/.exec(model)![0].matchAll(/^    ([A-Z_]+) = "/gm)].map((each) => each[1]!);
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((each) => told(problem(each)) === 'As the server says it.')).toEqual([]);
});

test('a day is the same one wherever it is read, and has no hour', () => {
  const zone = process.env['TZ'];
  try {
    for (const there of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
      process.env['TZ'] = there;
      expect(day('2026-08-01')).toBe('Aug 1, 2026');
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});
