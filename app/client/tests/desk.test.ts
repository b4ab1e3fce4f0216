/** One desk: what its journal tells of what came to nothing. */
import { beforeEach, expect, test, vi } from 'vitest';
import { Failure, ask } from '../src/api/client';
import { speak } from '../src/i18n/index.svelte';
import { Desk } from '../src/lending/desk.svelte';

vi.mock(import('../src/api/client'), async (original) => ({ ...(await original()), ask: vi.fn() }));
vi.mock(import('../src/lending/kept'), () => ({ keep: async () => {}, drop: async () => {}, kept: async () => [] }));

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: {} });
  return speak('pl');
});

test('why what was kept could not be applied is said in the language of the interface', async () => {
  const desk = new Desk('harbor', () => 'central');
  desk.waiting = [{ requestId: '1', tenant: 'harbor', kind: 'CHECK_OUT', at: '2026-03-01T10:00:00Z', item: '42', patron: 'P1', servicePoint: 'central' }];
  const blocks = [{ code: 'ALREADY_CHECKED_OUT', message: 'The item is on loan.' }];
  vi.mocked(ask).mockResolvedValueOnce({ offlineUpload: { results: [{ requestId: '1', outcome: 'CONFLICT', transaction: { blocks } }] } });
  await desk.upload();
  expect(desk.lines.map((each) => each.reasons)).toEqual([[{ code: 'ALREADY_CHECKED_OUT', message: 'Egzemplarz jest wypożyczony.', override: null }]]);
  expect(desk.waiting).toEqual([]);
});

test('a failure is told at a desk as it is everywhere', async () => {
  const desk = new Desk('harbor', () => 'central');
  vi.mocked(ask).mockRejectedValueOnce(new Failure('FORBIDDEN', ''));
  await desk.scan('P1');
  expect(desk.lines.map((each) => each.told)).toEqual(['Nie masz tu do tego uprawnień.']);
});
