/** What the desk did while the server could not be reached, as this browser keeps it until it is uploaded. */
import { Stored } from '../shell/stored';

export interface KeptTransaction {
  requestId: string;
  tenant: string;
  kind: 'CHECK_OUT' | 'CHECK_IN' | 'RENEW';
  at: string;
  item: string;
  patron: string | null;
  servicePoint: string | null;
}

const transactions = new Stored<KeptTransaction>('catalograph-desk', 'transactions', 'requestId');

/** Keep one. Done when it is on the disk. */
export async function keep(transaction: KeptTransaction): Promise<void> {
  await transactions.put(transaction);
}

export async function drop(requestId: string): Promise<void> {
  await transactions.drop(requestId);
}

/** Those of a library, the oldest first: the order in which they must be uploaded. */
export async function kept(tenant: string): Promise<KeptTransaction[]> {
  const all = await transactions.all();
  return all.filter((each) => each.tenant === tenant).toSorted((a, b) => a.at.localeCompare(b.at));
}
