/** What is done for a reader besides lending: requests, loans of which something is said, copies that aren't found. */
import { ask } from '../api/client';
import { MARK_MISSING } from '../api/errands';
import { CANCEL } from '../api/lending';
import { CLAIM_RETURNED, DECLARE_LOST, PAY_LOST, PLACE } from '../api/readers';
import { t } from '../i18n/index.svelte';
import { tell } from '../ui/toasts.svelte';
import type { Card, Desk, Override } from './desk.svelte';
import { unlessRefused } from './errands';
import { reasonsOf } from './telling';

export interface Wish {
  target: string;
  title: string;
  level: 'ITEM' | 'INSTANCE' | 'WORK';
  pickup: string;
}

/** Place a request; a refusal is told with every reason, and can be let pass. */
export async function place(desk: Desk, card: Card, wish: Wish, override: Override | null = null): Promise<void> {
  const { title, ...asked } = wish;
  const input = { ...asked, patron: card.barcode, override, requestId: crypto.randomUUID() };
  const { request, userErrors } = (await ask(PLACE, { input })).placeRequest;
  const line = { kind: 'said', scanned: '', title, patron: card.barcode } as const;
  if (request === null) {
    desk.refused(line, reasonsOf(userErrors), (next) => place(desk, card, wish, next));
  } else {
    const told = t(`lending.placed.${request.kind}`, { place: request.position ?? 1 });
    desk.tell({ ...line, level: 'good', told, reasons: [] });
  }
  await desk.refresh();
}

/** Take a request back; raises what hinders it. */
export async function cancel(request: string, reason: string): Promise<void> {
  unlessRefused((await ask(CANCEL, { input: { request, reason, requestId: crypto.randomUUID() } })).cancelRequest);
}

/** A copy isn't where it should be: told, or raised what hinders it. */
export async function markMissing(item: string, title: string): Promise<void> {
  unlessRefused((await ask(MARK_MISSING, { input: { item, requestId: crypto.randomUUID() } })).markMissing);
  tell(t('lending.missing', { title }));
}

const SAYING = {
  CLAIMED: async (input: { loan: string; requestId: string }) => (await ask(CLAIM_RETURNED, { input })).claimReturned,
  LOST: async (input: { loan: string; requestId: string }) => (await ask(DECLARE_LOST, { input })).declareLost,
  PAID: async (input: { loan: string; requestId: string }) => (await ask(PAY_LOST, { input })).payLost,
} as const;
export type Said = keyof typeof SAYING;

/** What can be said of a loan, by what was said of it before. */
export function sayable(claim: string | null): Said[] {
  if (claim === null) return ['CLAIMED', 'LOST'];
  return claim === 'CLAIMED_RETURNED' ? ['LOST'] : ['PAID'];
}

/** Say of a loan that it was brought back, lost, or paid for. */
export async function say(desk: Desk, what: Said, loan: string, title: string): Promise<void> {
  const answer = await SAYING[what]({ loan, requestId: crypto.randomUUID() });
  const line = { kind: 'said', scanned: '', title, patron: desk.card?.barcode ?? null } as const;
  if (answer.loan === null) {
    desk.refused(line, reasonsOf(answer.userErrors), null);
  } else {
    const charged = answer.charged.map(({ amount, currency }) => ` ${t('lending.charged', { amount, currency })}`).join('');
    desk.tell({ ...line, level: 'warn', told: t(`lending.saidOf.${what}`) + charged, reasons: [] });
  }
  await desk.refresh();
}
