/** How refusals of the server are said: by their code, with what they name, in the language of the interface. */
import { beforeEach, expect, test, vi } from 'vitest';
import { speak } from '../src/i18n/index.svelte';
import { saidOf, toldOf } from '../src/i18n/refusals';

const LONG = { code: 'INVALID', reason: 'INVALID.text-long', message: 'A text has at most 500 characters.', hint: 'Shorten it.', values: [{ name: 'most', value: '500' }] };

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: {} });
  return speak('pl');
});

test('a refusal is said by its own code, with what it names', async () => {
  expect(saidOf(LONG)).toBe('Tekst ma tu najwyżej 500 znaków.');
  await speak('ar');
  expect(saidOf(LONG)).toBe('للنص 500 حرف هنا على الأكثر.');
  expect(saidOf({ code: 'ON_LOAN', message: 'It is on loan.' }, 'hindrance')).toBe('هي معارة.');
});

test('in English, and where a language has no sentence, the server’s own one is told with the way out', async () => {
  expect(saidOf({ ...LONG, code: 'REFUSED', reason: 'NEVER_HEARD_OF' })).toBe('A text has at most 500 characters. Shorten it.');
  await speak('en');
  expect(saidOf(LONG)).toBe('A text has at most 500 characters. Shorten it.');
});

test('where the finer sentence or a value of it is missing, the code’s own one is said, and names the server’s', async () => {
  const said = 'Tego nie można tak zapisać: A text is odd.';
  expect(saidOf({ code: 'INVALID', reason: 'INVALID.odd', message: 'A text is odd.' })).toBe(said);
  expect(saidOf({ code: 'INVALID', reason: 'INVALID.text-long', message: 'A text is odd.' })).toBe(said);
});

test('numbers that only look like numbers stay as they are', () => {
  const taken = { code: 'DUPLICATE', message: 'The barcode 0042 is that of another item.', values: [{ name: 'barcode', value: '0042' }] };
  expect(saidOf(taken)).toBe('Kod kreskowy 0042 ma inny egzemplarz.');
});

test('what is told alike is told alike, and where there is nothing to say the code says it', () => {
  expect(toldOf({ code: 'STALE_REVISION', message: 'It was.' })).not.toContain('It was');
  expect(toldOf({ code: 'FORBIDDEN', message: '' })).toBe('Nie masz tu do tego uprawnień.');
  expect(toldOf({ code: 'CONFLICT', message: 'Zajęte.' })).toBe('Zajęte.');
});
