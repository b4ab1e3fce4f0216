/** Queries that are answered later: how one is called in a list, and in which files its answer is fetched first. */
import type { SparqlRun } from '../api/research';

const USUAL = ['csv', 'json', 'ttl', 'nt'];
const LONGEST = 90;

export function isEnded(run: Pick<SparqlRun, 'status'>): boolean {
  return run.status === 'SUCCEEDED' || run.status === 'FAILED';
}

/** What was asked, in one line: what the query says after its prologue and remarks. */
export function calledOf(query: string): string {
  const lines = query.split('\n').filter((line) => !/^\s*(#|PREFIX\b|BASE\b)/i.test(line));
  const text = lines.join(' ').replace(/\s+/g, ' ').trim() || query.trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The files that most people want, and the others. */
export function filesOf<F extends { name: string }>(files: readonly F[]): { usual: F[]; others: F[] } {
  return { usual: files.filter((each) => USUAL.includes(each.name)), others: files.filter((each) => !USUAL.includes(each.name)) };
}
