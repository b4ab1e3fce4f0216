/** Drafts as this browser keeps them, change by change: what is there when the tab, the server or the network was killed. */
import type { Nodes } from '../record/editor';

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

const NAME = 'catalograph';
const STORE = 'drafts';
let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'key' });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error('IndexedDB'));
  });
  return opened;
}

async function act<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(STORE, mode, { durability: 'strict' });
  const asked = work(transaction.objectStore(STORE));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(asked.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error ?? new Error('IndexedDB'));
  });
}

export async function keepLocal(draft: LocalDraft): Promise<void> {
  await act('readwrite', (store) => store.put(draft));
}

export async function local(key: string): Promise<LocalDraft | undefined> {
  return act<LocalDraft | undefined>('readonly', (store) => store.get(key) as IDBRequest<LocalDraft | undefined>);
}

export async function allLocal(tenant: string, account: string): Promise<LocalDraft[]> {
  const all = await act<LocalDraft[]>('readonly', (store) => store.getAll() as IDBRequest<LocalDraft[]>);
  return all.filter((each) => each.tenant === tenant && each.account === account).toSorted((a, b) => b.changed - a.changed);
}

export async function dropLocal(key: string): Promise<void> {
  await act('readwrite', (store) => store.delete(key));
}
