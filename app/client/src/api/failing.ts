/** What went wrong, as one kind of thing: what was thrown, and what a mutation answered. */
import { Failure } from './client';

export function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('INTERNAL', String(error));
}

/** Raises the first of a mutation's errors, where there is one. */
export function refuse(errors: readonly { code: string; message: string; hint?: string | null }[]): void {
  const first = errors[0];
  if (first !== undefined) throw new Failure(first.code, first.hint ? `${first.message} ${first.hint}` : first.message);
}
