/** Drafts as this browser keeps them, change by change: what is there when the tab, the server or the network was killed. */
import type { Nodes } from '../record/editor';
import { Stored } from '../shell/stored';

export interface LocalDraft {
  /** The draft's id on the server; before its first saving there a name of our own. */
  key: string;
  tenant: string;
  account: string;
  draft: string | null;
  revision: string | null;
  profile: string | null;
  title: string;
  nodes: Nodes;
  bases: { iri: string; revision: string }[];
  /** Whether the server has it just so. */
  saved: boolean;
  changed: number;
}

const drafts = new Stored<LocalDraft>('catalograph', 'drafts', 'key');

export async function keepLocal(draft: LocalDraft): Promise<void> {
  await drafts.put(draft);
}

export async function local(key: string): Promise<LocalDraft | undefined> {
  return drafts.get(key);
}

export async function allLocal(tenant: string, account: string): Promise<LocalDraft[]> {
  const all = await drafts.all();
  return all.filter((each) => each.tenant === tenant && each.account === account).toSorted((a, b) => b.changed - a.changed);
}

export async function dropLocal(key: string): Promise<void> {
  await drafts.drop(key);
}
