/** What the desk tells of each thing that was done, as lines of its journal; and receipts made of them. */
import { type Refusal, saidOf } from '../i18n/refusals';

export type Level = 'good' | 'warn' | 'bad' | 'kept';
export interface Reason {
  code: string;
  message: string;
  override: string | null;
}
export interface Line {
  id: number;
  at: Date;
  kind: 'out' | 'in' | 'renew' | 'pay' | 'said' | 'found' | 'refused';
  level: Level;
  /** What was scanned. */
  scanned: string;
  /** The title of the item, or the name on the card. */
  title: string;
  /** What to do or know, in the interface's language. */
  told: string;
  reasons: Reason[];
  /** The card it was for. */
  patron: string | null;
  /** The id of a copy that was looked at. */
  item?: string;
}

interface Block {
  code: string;
  message: string;
  override?: string | null;
}
export interface Answered extends Refusal {
  blocks?: readonly Block[];
}

/** Every reason of a refusal: its blocks, or what else the server said. */
export function reasonsOf(errors: readonly Answered[]): Reason[] {
  const told = (each: Answered): Reason => ({ code: each.code, message: saidOf({ ...each, hint: null }), override: null });
  return errors.flatMap((each) => (each.blocks === undefined ? [told(each)] : reasonsIn(each.blocks)));
}

/** Blocks as reasons, in the language of the interface. */
export function reasonsIn(blocks: readonly Block[]): Reason[] {
  return blocks.map(({ code, message, override = null }) => ({ code, message: saidOf({ code, message }, 'reason'), override }));
}

/** What somebody must be allowed to do to let all of these pass; null where nobody may. */
export function needed(reasons: readonly Reason[]): string[] | null {
  if (reasons.length === 0 || reasons.some((each) => each.override === null)) return null;
  return [...new Set(reasons.map((each) => each.override!))];
}

/** Whether the only reason is that no such item is known: it may have been a card. */
export function isUnknownItem(reasons: readonly Reason[]): boolean {
  return reasons.some((each) => each.code === 'ITEM_UNKNOWN');
}

/** A receipt as plain text: what a reader takes home, the due date below each title. */
export function receipt(lines: readonly Line[], head: readonly string[], foot: string): string {
  const rows = lines.toReversed().map((each) => `${each.title}\n  ${each.scanned}\n  ${each.told}`);
  return [...head, '', ...rows, '', foot].join('\n');
}
