/** What is told where something came to nothing. */
import { expect, test } from 'vitest';
import { Failure } from '../src/api/client';
import { tellFailure, toasts } from '../src/ui/toasts.svelte';

function told(error: unknown): string | undefined {
  tellFailure(error);
  return toasts.at(-1)?.text;
}

test('a server that is not reached is told in the words of the interface, a refusal in those of the server', () => {
  expect(told(new Failure('OFFLINE', '[Network] Failed to fetch'))).toMatch(/^The server can’t be reached/);
  expect(told(new Failure('STALE_REVISION', 'It has been changed since you read it.'))).toMatch(/^Somebody changed it/);
  expect(told(new Failure('CONFLICT', 'It was taken back before.'))).toBe('It was taken back before.');
  expect(told(new Failure('INTERNAL', ''))).toBe('Something went wrong. Try again.');
});
