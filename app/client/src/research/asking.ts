/** Asking what somebody wrote: what came back, or why not, with the line that is to blame. */
import { gql } from '@urql/core';
import { type Cost, type Written, askWritten, failed } from '../api/client';
import { type Language, SPARQL } from '../api/research';
import { type SparqlAnswer, type Table, lineOf, tableOfSparql, tablesOfGraphql } from './answers';

export interface Problem {
  message: string;
  line: number | null;
}
export interface Answer {
  tables: { path: string; table: Table }[];
  /** As it came: JSON, or the statements of a graph. */
  raw: string;
  isCut: boolean;
  tookMs: number;
  cost: Cost | null;
  problems: Problem[];
}
export type Scope = { all: true } | { network: string } | null;

/** What can be asked alone: this client's queries don't write. */
export function isReading(text: string): boolean {
  try {
    return gql(text).definitions.every((each) => each.kind !== 'OperationDefinition' || each.operation === 'query');
  } catch {
    return true; // the server says what is wrong with it
  }
}

function takesScope(text: string): boolean {
  return /\$scope\s*:/.test(text);
}

export async function answered(language: Language, text: string, scope: Scope, first: number, signal: AbortSignal): Promise<Answer> {
  const began = performance.now();
  if (language === 'SPARQL') {
    const told = await askWritten(SPARQL, { query: text, scope, first }, signal);
    const found = told.data?.['sparql'] as SparqlAnswer | undefined;
    const tables = found ? [{ path: '', table: tableOfSparql(found) }] : [];
    const problems = problemsOf(told, ({ message }) => lineOf(message));
    const raw = found?.triples ?? JSON.stringify(found?.rows ?? null, null, 2);
    return { tables, raw, isCut: found?.truncated ?? false, tookMs: found?.tookMs ?? 0, cost: told.extensions?.cost ?? null, problems };
  }
  const told = await askWritten(text, takesScope(text) ? { scope } : {}, signal);
  return {
    tables: tablesOfGraphql(told.data ?? null),
    raw: JSON.stringify(told.data ?? null, null, 2),
    isCut: false,
    tookMs: Math.round(performance.now() - began),
    cost: told.extensions?.cost ?? null,
    problems: problemsOf(told, ({ locations }) => locations?.[0]?.line ?? null),
  };
}

type Told = NonNullable<Written['errors']>[number];

function problemsOf(told: Written, line: (each: Told) => number | null): Problem[] {
  return (told.errors ?? []).map((each) => ({ message: failed(each.message, each.extensions, each.extensions?.hint ?? null).message, line: line(each) }));
}
