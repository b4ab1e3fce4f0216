/** What terms are called that a description only points at: asked once each, many at a time. */
import { type Label, labelsOf } from '../api/looking';
import { language } from '../i18n/index.svelte';

let known = $state.raw(new Map<string, Label | null>());
let waiting = new Set<string>();

function keyOf(iri: string): string {
  return `${language()} ${iri}`;
}

/** The label of an IRI in the spoken language; null while it isn't known. */
export function called(iri: string): Label | null {
  const found = known.get(keyOf(iri));
  if (found === undefined && /^https?:/.test(iri)) {
    if (waiting.size === 0) queueMicrotask(() => void ask());
    waiting.add(iri);
  }
  return found ?? null;
}

export function remember(iri: string, label: Label): void {
  known = new Map(known).set(keyOf(iri), label);
}

async function ask(): Promise<void> {
  const wanted = [...waiting].filter((each) => !known.has(keyOf(each)));
  waiting = new Set();
  if (wanted.length === 0) return;
  let labels = new Map<string, Label>();
  try {
    labels = await labelsOf(wanted);
  } catch {
    // Without the server a term is shown by its address.
  }
  const next = new Map(known);
  for (const each of wanted) next.set(keyOf(each), labels.get(each) ?? null);
  known = next;
}
