/** What this browser keeps on the disk: there when the tab, the server or the network was killed. One store a database. */
export class Stored<T> {
  #opened: Promise<IDBDatabase> | null = null;

  constructor(
    readonly database: string,
    readonly store: string,
    /** What things are told apart by. */
    readonly key: keyof T & string,
  ) {}

  /** Keep one, in place of what has the same key. Done when it is on the disk. */
  async put(thing: T): Promise<void> {
    await this.#act('readwrite', (store) => store.put(thing));
  }

  async get(key: string): Promise<T | undefined> {
    return this.#act('readonly', (store) => store.get(key) as IDBRequest<T | undefined>);
  }

  async all(): Promise<T[]> {
    return this.#act('readonly', (store) => store.getAll() as IDBRequest<T[]>);
  }

  async drop(key: string): Promise<void> {
    await this.#act('readwrite', (store) => store.delete(key));
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= new Promise((done, failed) => {
      const asked = indexedDB.open(this.database, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(this.store, { keyPath: this.key });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error ?? new Error('IndexedDB'));
    });
    return this.#opened;
  }

  async #act<R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> {
    const transaction = (await this.#open()).transaction(this.store, mode, { durability: 'strict' });
    const asked = work(transaction.objectStore(this.store));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(asked.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error ?? new Error('IndexedDB'));
    });
  }
}
