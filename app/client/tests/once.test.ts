/** Lists that show each thing once. */
import { expect, test } from 'vitest';
import { once } from '../src/ui/once';

test('of what comes again the first stays, where it stood', () => {
  const found = [{ work: 'b', window: 2026 }, { work: 'a', window: 2026 }, { work: 'b', window: 2025 }];
  expect(once(found, (each) => each.work)).toEqual(found.slice(0, 2));
});
