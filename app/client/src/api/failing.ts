/** What went wrong, as one kind of thing: what was thrown, and what a mutation answered. */
import { type Refusal, codeOf, saidOf } from '../i18n/refusals';
import { Failure } from './client';

export function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('INTERNAL', String(error));
}

/** Raises the first of a mutation's errors, where there is one. */
export function refuse(errors: readonly Refusal[]): void {
  const first = errors[0];
  if (first !== undefined) throw new Failure(codeOf(first), saidOf(first));
}
