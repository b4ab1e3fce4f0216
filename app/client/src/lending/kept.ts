/** What the desk did while the server could not be reached, as this browser keeps it until it is uploaded. */
export interface KeptTransaction {
  requestId: string;
  tenant: string;
  kind: 'CHECK_OUT' | 'CHECK_IN' | 'RENEW';
  at: string;
  item: string;
  patron: string | null;
  servicePoint: string | null;
}

const NAME = 'catalograph-desk';
const STORE = 'transactions';
let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'requestId' });
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

/** Keep one. Done when it is on the disk. */
export async function keep(transaction: KeptTransaction): Promise<void> {
  await act('readwrite', (store) => store.put(transaction));
}

export async function drop(requestId: string): Promise<void> {
  await act('readwrite', (store) => store.delete(requestId));
}

/** Those of a library, the oldest first: the order in which they must be uploaded. */
export async function kept(tenant: string): Promise<KeptTransaction[]> {
  const all = await act<KeptTransaction[]>('readonly', (store) => store.getAll() as IDBRequest<KeptTransaction[]>);
  return all.filter((each) => each.tenant === tenant).toSorted((a, b) => a.at.localeCompare(b.at));
}
