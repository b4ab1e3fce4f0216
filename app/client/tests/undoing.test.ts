/** Which changes can be taken back: the library's own, and not the one that made the description. */
import { expect, test } from 'vitest';
import { canUndo } from '../src/record/undoing';

const OURS = 'https://c.example/harbor/graphs/catalogue';
const THEIRS = 'https://c.example/networks/rivers/graph';
const state = (graph: string, revision: string | null = 'r', changes: unknown[] = [1]) => ({ graph, revision, changes });
const possible = (states: ReturnType<typeof state>[], more = false) => states.map((_, index) => canUndo(states, index, 'harbor', more));

test('every change but the first can be taken back', () => {
  expect(possible([state(OURS), state(OURS), state(OURS)])).toEqual([true, true, false]);
});

test('what others say of it is theirs', () => {
  expect(possible([state(THEIRS), state(OURS), state(THEIRS), state(OURS)])).toEqual([false, true, false, false]);
  expect(possible([state(OURS.replace('harbor', 'outer-harbor')), state(OURS)])).toEqual([false, false]);
});

test('what came back from being taken away, or is gone, is restored and not undone', () => {
  expect(possible([state(OURS), state(OURS, null), state(OURS), state(OURS)])).toEqual([false, false, true, false]);
  expect(possible([state(OURS, null), state(OURS), state(OURS)])).toEqual([false, false, false]);
});

test('what changed nothing has nothing to take back, and the last that was read may have older ones', () => {
  expect(possible([state(OURS, 'r', []), state(OURS)], true)).toEqual([false, true]);
});
