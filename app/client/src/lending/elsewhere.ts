/** What staff do about requests between libraries: which steps come first, and what each needs to be said. No framework in here. */

/** In the order in which a desk thinks of them: what leads on before what leads away. */
const ORDER = [
  'RECEIVE', 'SEND_BACK', 'LEND', 'TAKE_BACK', 'WILL_SUPPLY', 'AGREE_TO_CANCEL', 'AGREE_TO_RENEW', 'REFUSE_TO_CANCEL', 'REFUSE_TO_RENEW',
  'RENEW', 'CANCEL', 'RECALL', 'NOT_SUPPLY', 'ASK_TO_RETRY', 'EXPECT_TO_SUPPLY', 'CALL_OVERDUE', 'GIVE_UP',
] as const;
export type Step = (typeof ORDER)[number];
export const REASONS_NOT_TO = [
  'NOT_HELD', 'NOT_ON_SHELF', 'ON_LOAN', 'NOT_AVAILABLE', 'NOT_FOUND_AS_CITED', 'POLICY_PROBLEM', 'POOR_CONDITION', 'LOAN_CONDITION', 'OTHER',
] as const;
export type Reason = (typeof REASONS_NOT_TO)[number];

const CODES: Readonly<Record<string, Reason>> = { NotAvailableForILL: 'NOT_AVAILABLE' };

/** The reason that a code of ISO 18626 stands for, `NotOnShelf`; null where we have no words for it. */
export function reasonOf(code: string): Reason | null {
  const name = CODES[code] ?? code.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  return REASONS_NOT_TO.find((each) => each === name) ?? null;
}

/** What a step asks for beside a note. */
export interface Needs {
  /** The copy that is lent, or the number that a copy from elsewhere gets. */
  item: 'copy' | 'number' | null;
  reason: boolean;
  /** Whether it is handled at a service point. */
  point: boolean;
}

export function needsOf(step: Step): Needs {
  return {
    item: step === 'LEND' ? 'copy' : step === 'RECEIVE' ? 'number' : null,
    reason: step === 'NOT_SUPPLY' || step === 'ASK_TO_RETRY',
    point: step === 'LEND' || step === 'RECEIVE' || step === 'TAKE_BACK' || step === 'WILL_SUPPLY',
  };
}

/** The step that is most likely next, and those behind it. What is answered goes before all else. */
export function arranged(steps: readonly string[]): { first: Step[]; more: Step[] } {
  const known = ORDER.filter((each) => steps.includes(each));
  const answers = known.filter((each) => /^(AGREE|REFUSE)_/.test(each));
  const first = answers.length > 0 ? answers.slice(0, 2) : known.slice(0, 1);
  return { first, more: known.filter((each) => !first.includes(each)) };
}

interface Letter {
  delivery: string;
}

/** Whether a message about it was not taken, and somebody should see to it. */
export function isStuck(letters: readonly Letter[]): boolean {
  return letters.some((each) => each.delivery === 'REFUSED' || each.delivery === 'GIVEN_UP');
}

interface Wanted {
  title: string;
  author: string;
  number: string;
}

/** What was typed as a number, as the kind of number it can be. */
export function numbered({ title, author, number }: Wanted): { title: string; author: string; isbn: string | null; issn: string | null } {
  const plain = number.replace(/[\s-]/g, '');
  const isIssn = /^\d{7}[\dXx]$/.test(plain);
  return { title: title.trim(), author: author.trim(), isbn: plain === '' || isIssn ? null : number.trim(), issn: isIssn ? number.trim() : null };
}

/** What is said with each request, whomever it goes to. */
export interface About {
  patron: string;
  pickup: string | null;
  note: string;
}

/** A work that is asked for, any edition of it or one. */
export interface Sought {
  iri: string;
  title: { full: string } | null;
  instances: { nodes: readonly { id: string; iri: string; label: { value: string; lang?: string | null } | null; publication: readonly { dateText: string | null }[] }[] };
}

/** The id of a command, by what it says. */
export type IdOf = (said: unknown) => string;

/** Ids for what a form sends: the same for the same said again, so that it is done once; what was changed is another command. */
export function idsBySaid(): IdOf {
  let [before, id] = ['', ''];
  return (said) => {
    const now = JSON.stringify(said);
    if (now !== before) [before, id] = [now, crypto.randomUUID()];
    return id;
  };
}

/** Has something asked for; what asks answers what it is called. */
export type Send = (asking: (about: About, idOf: IdOf) => Promise<string>) => Promise<void>;
