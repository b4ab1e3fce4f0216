/** The days that figures are asked for: ready-made spans, and how a period is written. Days are ISO dates, without a zone. */
export const STEPS = ['DAY', 'WEEK', 'MONTH'] as const;
export type Step = (typeof STEPS)[number];
export const SPANS = ['thisMonth', 'lastMonth', 'last12', 'thisYear', 'lastYear'] as const;
export type SpanName = (typeof SPANS)[number];
export interface Span {
  from: string;
  to: string;
}
/** How many periods the server tells at once. */
const MOST_PERIODS = 400;
const DAY_MS = 86_400_000;

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** The days of a ready-made span, seen from `today`. */
export function spanOf(name: SpanName, today: string): Span {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  switch (name) {
    case 'thisMonth':
      return { from: iso(year, month, 1), to: today };
    case 'lastMonth':
      return { from: iso(year, month - 1, 1), to: iso(year, month, 0) };
    case 'last12':
      return { from: iso(year, month - 11, 1), to: today };
    case 'thisYear':
      return { from: iso(year, 0, 1), to: today };
    case 'lastYear':
      return { from: iso(year - 1, 0, 1), to: iso(year - 1, 11, 31) };
  }
}

/** Which ready-made span these days are, null for none. */
export function nameOf(span: Span, today: string): SpanName | null {
  return SPANS.find((each) => spanOf(each, today).from === span.from && spanOf(each, today).to === span.to) ?? null;
}

export function daysIn(span: Span): number {
  return Math.round((Date.parse(span.to) - Date.parse(span.from)) / DAY_MS) + 1;
}

/** The step that shows a span best: a chart of a dozen points or a month of days. */
export function stepFor(span: Span): Step {
  const days = daysIn(span);
  return days <= 45 ? 'DAY' : days <= 120 ? 'WEEK' : 'MONTH';
}

/** Whether these are days that the server answers for. */
export function isSpan(span: Span, step: Step): boolean {
  const days = daysIn(span);
  return days >= 1 && days / { DAY: 1, WEEK: 7, MONTH: 30 }[step] <= MOST_PERIODS - 2;
}

/** The days and step of an address, where it has sound ones; else the last twelve months. */
export function spanIn(query: URLSearchParams, today: string): Span & { by: Step } {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  const given = { from, to };
  const span = [from, to].every((each) => /^\d{4}-\d{2}-\d{2}$/.test(each) && !Number.isNaN(Date.parse(each))) && daysIn(given) >= 1 ? given : spanOf('last12', today);
  const by = STEPS.find((each) => each === query.get('by')) ?? stepFor(span);
  return { ...span, by: isSpan(span, by) ? by : 'MONTH' };
}

/** A period as its axis and table name it. */
export function periodShown(first: string, last: string, step: Step, language: string): string {
  const shown = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  if (step === 'MONTH') return shown({ month: 'short', year: 'numeric' }).format(new Date(first));
  if (step === 'DAY' || first === last) return shown({ day: 'numeric', month: 'short' }).format(new Date(first));
  return shown({ day: 'numeric', month: 'short' }).formatRange(new Date(first), new Date(last));
}
