/** Items and holdings as forms: what is recorded, as texts that a person changes, and what a change says of it. Pure. */
import type { ResultOf, VariablesOf } from '../api/graphql';
import type { COPIES, HOLDINGS_UPDATE, ITEM_UPDATE } from '../api/holdings';

type Asked = Extract<NonNullable<ResultOf<typeof COPIES>['resource']>, { __typename: 'Instance' }>;
export type Copy = Asked['items']['nodes'][number];
export type Held = Asked['holdings']['nodes'][number];
export type ItemSet = VariablesOf<typeof ITEM_UPDATE>['input']['set'];
export type HoldingSet = VariablesOf<typeof HOLDINGS_UPDATE>['input']['set'];

/** Every value as text; a list is one a line, a truth is `yes` or nothing, a place is its id. */
export type Values = Readonly<Record<string, string>>;
export type Kind = 'text' | 'lines' | 'number' | 'place' | 'material' | 'loan' | 'scheme' | 'choice' | 'truth' | 'statements' | 'editions';
export interface Field {
  name: string;
  kind: Kind;
  choices?: readonly string[];
  /** Whether many items may be given it at once. */
  many?: boolean;
  /** Whether it is folded away until it says something or is asked for. */
  rare?: boolean;
}

export const SCHEMES = ['lcc', 'ddc', 'nlm'] as const;
export const LIFECYCLES = ['ON_ORDER', 'IN_PROCESS', 'IN_COLLECTION'] as const;
export const MARKERS = ['MISSING', 'LONG_MISSING', 'UNAVAILABLE', 'RESTRICTED'] as const;

export const ITEM_FIELDS: readonly Field[] = [
  { name: 'barcode', kind: 'text' },
  { name: 'callNumber', kind: 'text', many: true },
  { name: 'location', kind: 'place', many: true },
  { name: 'materialType', kind: 'material', many: true },
  { name: 'loanType', kind: 'loan', many: true },
  { name: 'copyNumber', kind: 'text' },
  { name: 'volume', kind: 'text' },
  { name: 'chronology', kind: 'text', rare: true },
  { name: 'enumeration', kind: 'text', rare: true },
  { name: 'scheme', kind: 'scheme', rare: true },
  { name: 'temporaryLocation', kind: 'place', many: true, rare: true },
  { name: 'temporaryLoanType', kind: 'loan', many: true, rare: true },
  { name: 'lifecycle', kind: 'choice', choices: LIFECYCLES, many: true, rare: true },
  { name: 'marker', kind: 'choice', choices: MARKERS, many: true, rare: true },
  { name: 'markerReason', kind: 'text', many: true, rare: true },
  { name: 'pieces', kind: 'number', rare: true },
  { name: 'condition', kind: 'text', many: true, rare: true },
  { name: 'notes', kind: 'lines', many: true, rare: true },
  { name: 'staffNotes', kind: 'lines', many: true, rare: true },
  { name: 'boundWith', kind: 'editions', rare: true },
  { name: 'suppressed', kind: 'truth', many: true, rare: true },
];

export const KINDS = ['single-part', 'multipart', 'serial', 'unknown'] as const;
export const UNITS = ['BASIC', 'SUPPLEMENT', 'INDEX'] as const;
/** The policies of holdings, each with the words it may be: those of 008 in a holdings record. */
export const POLICIES = {
  receipt: ['currently received', 'not currently received', 'complete or ceased', 'on order', 'external access', 'other', 'unknown'],
  acquisition: ['purchase', 'legal deposit', 'gift', 'exchange', 'deposit', 'free', 'membership', 'lease', 'cooperative or consortial purchase', 'non-library purchase', 'other', 'unknown'],
  retention: [
    'permanently retained', 'retained for a limited period', 'retained except as replaced by updates', 'retained until replaced by microform',
    'retained until replaced by cumulation, replacement volume, or revision', 'sample issue retained', 'not retained', 'other', 'unknown',
  ],
  completeness: ['complete', 'incomplete', 'scattered', 'not applicable', 'other'],
  lending: ['will lend', 'will lend hard copy only', 'limited lending policy', 'will not lend', 'unknown'],
  reproduction: ['will reproduce', 'will not reproduce', 'unknown'],
} as const;
export type Policy = keyof typeof POLICIES;
const POLICY_NAMES = Object.keys(POLICIES) as Policy[];

export const HOLDING_FIELDS: readonly Field[] = [
  { name: 'location', kind: 'place' },
  { name: 'callNumber', kind: 'text' },
  { name: 'scheme', kind: 'scheme' },
  { name: 'kind', kind: 'choice', choices: KINDS },
  { name: 'statements', kind: 'statements' },
  { name: 'copyNumber', kind: 'text', rare: true },
  { name: 'temporaryLocation', kind: 'place', rare: true },
  ...POLICY_NAMES.map((name): Field => ({ name, kind: 'choice', choices: POLICIES[name], rare: true })),
  { name: 'notes', kind: 'lines', rare: true },
  { name: 'staffNotes', kind: 'lines', rare: true },
  { name: 'suppressed', kind: 'truth', rare: true },
];

export interface Edition {
  id: string;
  title: string;
}

export interface Stated {
  unit: (typeof UNITS)[number];
  text: string;
  note: string;
}

/** An item as its form shows it; of none, as that of a new one. */
export function itemValues(item: Copy | null): Values {
  const values = Object.fromEntries(ITEM_FIELDS.map((each) => [each.name, '']));
  if (item === null) return { ...values, lifecycle: 'IN_COLLECTION' };
  const plain = ['barcode', 'copyNumber', 'enumeration', 'volume', 'chronology', 'materialType', 'temporaryLoanType', 'condition', 'marker', 'markerReason'] as const;
  return {
    ...values,
    ...Object.fromEntries(plain.map((name) => [name, item[name] ?? ''])),
    callNumber: item.ownCallNumber ?? '',
    scheme: item.shelvingScheme ?? '',
    loanType: item.permanentLoanType ?? '',
    location: item.permanentLocation?.id ?? '',
    temporaryLocation: item.temporaryLocation?.id ?? '',
    lifecycle: item.lifecycle,
    pieces: item.pieces === null ? '' : String(item.pieces),
    notes: item.notes.join('\n'),
    staffNotes: item.staffNotes.join('\n'),
    boundWith: item.boundWith.length === 0 ? '' : JSON.stringify(item.boundWith.map((each): Edition => ({ id: each.id, title: each.title?.full ?? each.id }))),
    suppressed: item.suppressed ? 'yes' : '',
  };
}

/** Holdings as their form shows them. */
export function holdingValues(held: Held | null): Values {
  const values = Object.fromEntries(HOLDING_FIELDS.map((each) => [each.name, '']));
  if (held === null) return { ...values, statements: '[]' };
  return {
    ...values,
    ...Object.fromEntries(POLICY_NAMES.map((name) => [name, held.policies[name] ?? ''])),
    location: held.permanentLocation?.id ?? '',
    temporaryLocation: held.temporaryLocation?.id ?? '',
    callNumber: held.callNumber ?? '',
    scheme: held.shelvingScheme ?? '',
    kind: held.kind ?? '',
    copyNumber: held.copyNumber ?? '',
    statements: JSON.stringify(held.holdingStatements.filter((each) => !each.computed).map((each): Stated => ({ unit: each.unit, text: each.text, note: each.notes[0] ?? '' }))),
    notes: held.notes.join('\n'),
    staffNotes: held.staffNotes.join('\n'),
    suppressed: held.suppressed ? 'yes' : '',
  };
}

/** The editions that a copy is bound with. */
export function editionsIn(value: string): Edition[] {
  return JSON.parse(value || '[]') as Edition[];
}

export function statementsIn(values: Values): Stated[] {
  return JSON.parse(values['statements'] || '[]') as Stated[];
}

/** The names of what differs. */
export function differing(before: Values, after: Values): string[] {
  return Object.keys(after).filter((name) => (before[name] ?? '').trim() !== (after[name] ?? '').trim());
}

/** What a change says of an item: what was changed alone, so that what others write beside it stays. */
export function itemSet(before: Values, after: Values): ItemSet {
  return said(before, after, ITEM_FIELDS) as ItemSet;
}

/** What a change says of holdings. */
export function holdingSet(before: Values, after: Values): HoldingSet {
  const set = said(before, after, HOLDING_FIELDS.filter((each) => !(each.name in POLICIES)));
  const policies = POLICY_NAMES.filter((name) => before[name] !== after[name]).map((name) => [name, after[name] || null]);
  return (policies.length === 0 ? set : { ...set, policies: Object.fromEntries(policies) }) as HoldingSet;
}

/** What a change says of many items: the fields that are picked, whatever they say; empty takes away. */
export function pickedSet(picked: ReadonlySet<string>, values: Values): ItemSet {
  const before = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, picked.has(name) ? `${value} not` : value]));
  return itemSet(before, values);
}

function said(before: Values, after: Values, fields: readonly Field[]): Record<string, unknown> {
  const changed = new Set(differing(before, after));
  const set: Record<string, unknown> = {};
  for (const { name, kind } of fields) {
    if (!changed.has(name) || name === 'scheme' || name === 'callNumber') continue;
    set[name] = meant(kind, (after[name] ?? '').trim());
  }
  if (changed.has('callNumber') || changed.has('scheme')) {
    const text = (after['callNumber'] ?? '').trim();
    set['callNumber'] = text === '' ? null : { text, ...(changed.has('scheme') ? { scheme: (after['scheme'] ?? '').trim() || null } : {}) };
  }
  return set;
}

function meant(kind: Kind, text: string): unknown {
  if (kind === 'lines') return text.split('\n').map((each) => each.trim()).filter((each) => each !== '');
  if (kind === 'editions') return editionsIn(text).map((each) => each.id);
  if (kind === 'truth') return text === 'yes';
  if (kind === 'statements') return (JSON.parse(text) as Stated[]).filter((each) => each.text.trim() !== '').map((each) => ({ ...each, note: each.note.trim() || null }));
  if (text === '') return null;
  return kind === 'number' ? Number(text) : text;
}

export interface Together {
  /** The form to go on with: as it is now, with what one changed oneself. */
  values: Values;
  /** What others changed: the name, and what it says now. */
  theirs: { name: string; before: string; now: string; both: boolean }[];
}

/** Somebody else was faster: what they wrote holds but where one changed the same, which is told. */
export function together(before: Values, mine: Values, now: Values): Together {
  const own = new Set(differing(before, mine));
  const theirs = differing(before, now).map((name) => ({ name, before: before[name] ?? '', now: now[name] ?? '', both: own.has(name) && mine[name] !== now[name] }));
  return { values: { ...now, ...Object.fromEntries([...own].map((name) => [name, mine[name] ?? ''])) }, theirs };
}
