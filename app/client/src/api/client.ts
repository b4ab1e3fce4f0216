/** Asks the server as whoever is signed in, in one library: one function for queries and mutations, one to follow. */
import { type AnyVariables, Client, type TypedDocumentNode, fetchExchange, stringifyDocument } from '@urql/core';
import { type Client as Stream, createClient } from 'graphql-sse';
import { saidOf } from '../i18n/refusals';

/** Why there is no answer: `code` is the server's, OFFLINE where it could not be reached. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly requestId: string | null = null,
  ) {
    super(message);
  }
}

/** What the server tells of an error beside its sentence. */
interface About {
  code?: string;
  reason?: string;
  hint?: string;
  values?: Record<string, string | number>;
  requestId?: string;
}

/** An error as the server answers it, in the language of the interface. */
export function failed(message: string, about: About = {}, hint: string | null = null): Failure {
  const values = Object.entries(about.values ?? {}).map(([name, value]) => ({ name, value: String(value) }));
  const code = about.code ?? 'INTERNAL';
  return new Failure(code, saidOf({ code, message, hint, reason: about.reason ?? null, values }), about.requestId ?? null);
}

/** How long an outage is waited for at most before the server is tried again. */
const LONGEST_MS = 4000;

let client: Client | null = null;
let stream: Stream | null = null;
let library: string | null = null;
let languages = 'en';

function address(): string {
  return library === null ? '/graphql' : `/${library}/graphql`;
}

/** From now on ask in this library (null: in none) and for labels in this language. */
export function askIn(tenant: string | null, language: string): void {
  if (tenant !== library) {
    stream?.dispose();
    stream = null;
  }
  [library, languages] = [tenant, language];
  client = new Client({
    url: address(),
    exchanges: [fetchExchange],
    preferGetMethod: false,
    requestPolicy: 'network-only',
    fetchOptions: () => ({ headers: { 'X-Catalograph': '1', 'Accept-Language': languages }, credentials: 'same-origin' }),
  });
}

export async function ask<D, V extends AnyVariables>(document: TypedDocumentNode<D, V>, variables: V): Promise<D> {
  if (client === null) askIn(null, 'en');
  const answer = await client!.query<D, V>(document, variables).toPromise();
  if (answer.error?.networkError !== undefined && answer.error.networkError !== null) {
    throw new Failure('OFFLINE', answer.error.networkError.message);
  }
  const first = answer.error?.graphQLErrors[0];
  if (first !== undefined) {
    throw failed(first.message, first.extensions as About);
  }
  return answer.data as D;
}

/** What the server answers to a text that somebody wrote: with every error and its place, and what it cost. */
export interface Written {
  data?: Record<string, unknown> | null;
  errors?: { message: string; locations?: { line: number }[]; extensions?: About }[];
  extensions?: { cost?: Cost };
}
export interface Cost {
  requested: number;
  limit: number;
  remaining: number;
  resetAt: string;
}

/** Ask in GraphQL as somebody wrote it, until `signal` ends it. Raises `Failure` where the server isn't reached. */
export async function askWritten(query: string, variables: Record<string, unknown>, signal: AbortSignal): Promise<Written> {
  const headers = { 'X-Catalograph': '1', 'Accept-Language': languages, Accept: 'application/json', 'Content-Type': 'application/json' };
  try {
    const answer = await fetch(address(), { method: 'POST', body: JSON.stringify({ query, variables }), headers, signal });
    return (await answer.json()) as Written;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Failure('OFFLINE', String(error));
  }
}

/**
 * Follow a subscription until the returned function is called; lost connections are made again, within seconds of the
 * server's return. `begun`: from now on everything is told.
 */
export function follow<D, V extends Record<string, unknown>>(
  document: TypedDocumentNode<D, V>,
  variables: V,
  told: (data: D) => void,
  ended: (why?: unknown) => void = () => {},
  begun: () => void = () => {},
): () => void {
  stream ??= createClient({
    url: address(),
    headers: () => ({ 'X-Catalograph': '1', 'Accept-Language': languages }),
    retryAttempts: Infinity,
    retry: (before) => new Promise((go) => setTimeout(go, Math.min(1000 * 2 ** before, LONGEST_MS) * (0.75 + Math.random() / 2))),
  });
  return stream.subscribe<D>(
    { query: stringifyDocument(document), variables },
    { next: ({ data }) => data && told(data), error: ended, complete: () => ended() },
    { connected: begun },
  );
}

/** Send a file beside an operation, as the multipart request specification has it. */
export async function sendFile<D, V extends { input: { file: File } & object }>(
  document: TypedDocumentNode<D, V>,
  variables: V,
): Promise<D> {
  const body = new FormData();
  const without = { ...variables, input: { ...variables.input, file: null } };
  body.append('operations', JSON.stringify({ query: stringifyDocument(document), variables: without }));
  body.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  body.append('0', variables.input.file);
  const answer = await post(address(), body);
  const told = (await answer.json()) as { data?: D; errors?: { message: string; extensions?: About }[] };
  const first = told.errors?.[0];
  if (first !== undefined) throw failed(first.message, first.extensions);
  return told.data as D;
}

/** POST to this server. Raises `Failure` with the code OFFLINE where it isn't reached. */
export async function post(path: string, body: FormData | object): Promise<Response> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { 'X-Catalograph': '1', Accept: 'application/json' };
  if (isForm) headers['GraphQL-Require-Preflight'] = '1';
  else headers['Content-Type'] = 'application/json';
  try {
    return await fetch(path, { method: 'POST', body: isForm ? body : JSON.stringify(body), headers });
  } catch (error) {
    throw new Failure('OFFLINE', String(error));
  }
}
