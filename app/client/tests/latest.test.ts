/** What is asked while somebody writes: the last question's answer is the one that is told. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Latest } from '../src/work/latest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function asking(answers: Record<string, number>, again: number | null = null) {
  const [asked, told, failed] = [[] as string[], [] as string[], [] as unknown[]];
  const latest = new Latest<string, string>(
    (wanted) => {
      asked.push(wanted);
      const ms = answers[wanted] ?? 0;
      return new Promise((done, lost) => setTimeout(() => (ms < 0 ? lost(new Error(wanted)) : done(wanted)), Math.abs(ms)));
    },
    (answer) => told.push(answer),
    (error) => (failed.push(error), again),
    100,
  );
  return { latest, asked, told, failed };
}

test('it is asked a moment after the last key, once', async () => {
  const { latest, asked, told } = asking({});
  for (const typed of ['s', 'sa', 'sal']) latest.want(typed);
  await vi.advanceTimersByTimeAsync(99);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(2);
  expect([asked, told]).toEqual([['sal'], ['sal']]);
});

test('an older answer that comes late never stands over a newer one', async () => {
  const { latest, told } = asking({ slow: 500, quick: 10 });
  latest.want('slow');
  await vi.advanceTimersByTimeAsync(150);
  latest.want('quick');
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual(['quick']);
});

test('what came to nothing is asked again where it says so, until something newer is wanted', async () => {
  const { latest, asked, failed } = asking({ lost: -10 }, 1000);
  latest.want('lost');
  await vi.advanceTimersByTimeAsync(2500);
  expect(asked).toEqual(['lost', 'lost', 'lost']);
  expect(failed.length).toBeGreaterThan(1);
  latest.want('found');
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.at(-1)).toBe('found');
});

test('whoever has stopped is told nothing more', async () => {
  const { latest, told } = asking({ late: 50 });
  latest.want('late');
  await vi.advanceTimersByTimeAsync(120);
  latest.stop();
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual([]);
});
