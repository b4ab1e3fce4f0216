/** What the same change does to many items, told in the fields of the form. Pure. */
export interface Told {
  name: string;
  removed: string;
  added: string;
}

interface Change {
  path: string;
  removed: readonly string[];
  added: readonly string[];
}

const NAMES: Record<string, string> = {
  'lsp:location': 'location',
  'lsp:temporaryLocation': 'temporaryLocation',
  'lsp:materialType': 'materialType',
  'lsp:loanType': 'loanType',
  'lsp:temporaryLoanType': 'temporaryLoanType',
  'lsp:lifecycle': 'lifecycle',
  'lsp:marker': 'marker',
  'lsp:markerReason': 'markerReason',
  'lsp:condition': 'condition',
  'lsp:staffNote': 'staffNotes',
  'lsp:suppressed': 'suppressed',
  'bf:note': 'notes',
  'bf:shelfMark': 'callNumber',
};

/** One line a field; what follows from a place alone, such as its code, isn't told apart. */
export function toldChanges(changes: readonly Change[], called: (value: string) => string): Told[] {
  const told = new Map<string, Told>();
  for (const each of changes) {
    const name = NAMES[each.path.split('/')[0]!.replace(/\[\d+\]$/, '')];
    if (name === undefined) continue;
    const known = told.get(name) ?? { name, removed: '', added: '' };
    told.set(name, { name, removed: joined(known.removed, each.removed, called), added: joined(known.added, each.added, called) });
  }
  return [...told.values()];
}

function joined(before: string, values: readonly string[], called: (value: string) => string): string {
  const texts = values.map((each) => called(each.replace(/^<(.*)>$/, '$1'))).filter((each) => each !== before);
  return [before, ...texts].filter((each) => each !== '').join(' · ');
}
