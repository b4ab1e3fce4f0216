/** What was pasted last, read by the server: kept while the window is open, so that a comparison can be gone back from. */
import { ask } from '../api/client';
import { RECORDS_READ } from '../api/copying';
import type { ResultOf, VariablesOf } from '../api/graphql';
import { DRAFT_PUT } from '../api/drafting';
import { refuse } from '../api/failing';
import { type Part, bare } from '../record/node';
import { kindOf } from '../record/overlay';
import { session } from '../shell/session.svelte';
import { type Described, pagesOf } from './described';

export type Read = ResultOf<typeof RECORDS_READ>['recordsRead'][number];
export type Match = Read['matches'][number];
type Format = VariablesOf<typeof RECORDS_READ>['format'];
interface Pasted {
  readonly who: string;
  readonly text: string;
  readonly format: Format;
}

/** How far the editions of one work are looked through, ten at a time. */
const MOST_PAGES = 30;
const KEY = 'catalograph.pasted';
const ISO_2709 = /^\d{5}[\x20-\x7e]{5}/;

function owner(): string {
  return `${session.tenant ?? ''}/${session.viewer?.name ?? ''}`;
}

/** Read a text; it is remembered until something else is read. */
export async function readText(text: string, format: Format = null): Promise<Read[]> {
  const { recordsRead } = await ask(RECORDS_READ, { records: text, format });
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ who: owner(), text, format } satisfies Pasted));
  } catch {
    // Too much to be remembered: it is read all the same.
  }
  return recordsRead;
}

/** Read a file: ISO 2709 as its octets, everything else as text. */
export async function readFile(file: Blob): Promise<Read[]> {
  const octets = new Uint8Array(await file.arrayBuffer());
  const head = new TextDecoder('latin1').decode(octets.subarray(0, 64));
  if (!ISO_2709.test(head)) return readText(new TextDecoder().decode(octets));
  let text = '';
  for (let at = 0; at < octets.length; at += 0x8000) text += String.fromCharCode(...octets.subarray(at, at + 0x8000));
  return readText(btoa(text), 'MARC21');
}

/** What was pasted last by the same person in the same library, as text; null where nothing was. */
export function remembered(): Pasted | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Pasted | null;
    return found?.who === owner() ? found : null;
  } catch {
    return null;
  }
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
}

export async function readAgain(): Promise<Read[]> {
  const found = remembered();
  return found === null ? [] : readText(found.text, found.format);
}

/** Another library's work as if it had been pasted: without its copies, under names of its own. With its first editions,
 * or with those further on of which we have one; until `isWanted` says otherwise. */
export async function readRecord(id: string, isWanted: () => boolean = () => true): Promise<Read | null> {
  let first: Read | null = null;
  let pages = 0;
  for await (const work of pagesOf(id)) {
    const documents = [work.jsonld, ...work.instances.nodes.map((each) => each.jsonld)];
    const { recordsRead } = await ask(RECORDS_READ, { records: JSON.stringify(documents), format: 'JSONLD' });
    const read = recordsRead[0] ?? null;
    if (read?.matches.some((each) => each.own)) return read;
    first ??= read;
    if (++pages === MOST_PAGES || !isWanted()) break;
  }
  return first;
}

/** Begin a draft of these descriptions; its id. */
export async function begin(nodes: readonly Part[], bases: Described['bases'], profile: string | null, title: string): Promise<string> {
  const input = { nodes: [...nodes], bases, profile, title: title.slice(0, 400) };
  const { draftPut } = await ask(DRAFT_PUT, { input });
  refuse(draftPut.userErrors);
  return draftPut.draft!.id;
}

/** A new description of what was read, without the copies that another library has. */
export function beginNew(read: Read): Promise<string> {
  const nodes = read.nodes.map(bare).filter((each) => !['Item', 'Holdings'].includes(kindOf(each)));
  return begin(nodes, [], read.profile, read.title);
}
