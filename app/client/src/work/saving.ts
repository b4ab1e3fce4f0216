/** Opening work from what there is (a profile, a record, a draft here or on the server), and saving it. */
import { Failure, ask } from '../api/client';
import { refuse } from '../api/failing';
import { TEMPLATE } from '../api/templates';
import { DRAFT, DRAFTS, DRAFT_PUT, PROFILE, PROFILE_FOR } from '../api/drafting';
import type { Editor, Nodes } from '../record/editor';
import { type Form, freshRoot, saysMoreOfCopies } from '../record/form';
import { isSame } from '../record/merging';
import { bare, pruned } from '../record/node';
import { session } from '../shell/session.svelte';
import { describing, workOf } from './described';
import { local } from './local';

export interface Opened {
  key: string;
  draft: string | null;
  revision: string | null;
  bases: { iri: string; revision: string }[];
  nodes: Nodes;
  /** As the catalogue has it: what changes are told against. */
  original: Nodes;
  form: Form;
  /** Whether this browser has what the server hasn't. */
  unsaved: boolean;
  /** Whether what only this browser had was brought back. */
  restored: boolean;
}

const FALLBACK = 'monograph';

async function formNamed(id: string): Promise<Form> {
  const { profile } = await ask(PROFILE, { id });
  if (profile === null) throw new Failure('NOT_FOUND', '');
  return profile.form as Form;
}

async function formFor(nodes: Nodes): Promise<Form> {
  const types = nodes.slice(0, 2).flatMap((each) => each['@type'] ?? []);
  const { profileFor } = await ask(PROFILE_FOR, { types });
  return profileFor === null ? formNamed(FALLBACK) : (profileFor.form as Form);
}

/** A new work with one instance, by a profile. */
export async function openNew(profile: string): Promise<Opened> {
  const form = await formNamed(profile);
  const work = freshRoot(form, 'Work', 'work');
  const instance = { ...freshRoot(form, 'Instance', 'instance'), 'bf:instanceOf': [{ '@id': '_:work' }] };
  return begun(form, [work, instance], [], []);
}

/** A new description from a template, whose nodes have names of their own. */
export async function openTemplate(id: string): Promise<Opened> {
  const { node } = await ask(TEMPLATE, { id });
  if (node?.__typename !== 'Template') throw new Failure('NOT_FOUND', '');
  const nodes = node.nodes.map(bare);
  return begun(await (node.profile === null ? formFor(nodes) : formNamed(node.profile)), nodes, [], []);
}

/** A changed copy of a record: the draft somebody has of it already, or a new one. */
export async function openRecord(id: string): Promise<Opened> {
  const work = await workOf(id);
  const known = await draftOf(work.id);
  if (known !== null) return openDraft(known);
  const described = [work, ...work.instances.nodes];
  const form = await formFor(described.map((each) => bare(each.jsonld)));
  const own = work.instances.nodes.flatMap((each) => each.items.nodes).filter((each) => each.tenant.slug === session.tenant && !each.suppressed);
  const found = saysMoreOfCopies(form) ? [...described, ...own] : described;
  const { nodes, bases } = describing(found);
  return begun(form, nodes, bases, nodes);
}

/** The draft that somebody has of a record, however long ago they left it. */
async function draftOf(record: string, after: string | null = null): Promise<string | null> {
  const { nodes, pageInfo } = (await ask(DRAFTS, { after })).drafts;
  const found = nodes.find((each) => each.of?.id === record);
  if (found !== undefined) return found.id;
  return pageInfo.hasNextPage ? draftOf(record, pageInfo.endCursor) : null;
}

function begun(form: Form, nodes: Nodes, bases: Opened['bases'], original: Nodes): Opened {
  const key = `new-${crypto.randomUUID()}`;
  return { key, draft: null, revision: null, bases, nodes, original, form, unsaved: false, restored: false };
}

/** A draft by its id, or by the name this browser has for one that was never saved elsewhere. */
export async function openDraft(key: string): Promise<Opened> {
  const here = await local(key).catch(() => undefined);
  if (key.startsWith('new-')) {
    if (here === undefined) throw new Failure('NOT_FOUND', '');
    if (here.draft !== null) return openDraft(here.draft);
    const form = await (here.profile === null ? formFor(here.nodes) : formNamed(here.profile));
    return { ...begun(form, here.nodes, here.bases, []), key, unsaved: true, restored: true };
  }
  const { draft } = await ask(DRAFT, { id: key });
  if (draft === null) throw new Failure('NOT_FOUND', '');
  const nodes = draft.nodes.map(bare);
  const form = await (draft.profile === null ? formFor(nodes) : formNamed(draft.profile));
  // What only this browser has goes on from the revision it began with: where another window saved since, a person decides.
  const mine = here !== undefined && !here.saved && !isSame(here.nodes.map(pruned), nodes.map(pruned));
  return {
    key,
    draft: draft.id,
    revision: mine ? here.revision : draft.revision,
    bases: mine ? here.bases : draft.bases,
    nodes: mine ? here.nodes : nodes,
    original: originalOf(draft.of, nodes),
    form,
    unsaved: mine,
    restored: mine,
  };
}

interface Known {
  jsonld: unknown;
  instances?: { nodes: { jsonld: unknown; items: { nodes: { jsonld: unknown }[] } }[] };
}

function originalOf(of: Known | null, drafted: Nodes): Nodes {
  if (of === null) return [];
  const instances = of.instances?.nodes ?? [];
  const items = instances.flatMap((each) => each.items.nodes).map((each) => bare(each.jsonld));
  const known = new Set(drafted.map((each) => each['@id']));
  return [...[of, ...instances].map((each) => bare(each.jsonld)), ...items.filter((each) => known.has(each['@id']))];
}

export interface Saved {
  draft: string;
  revision: string;
  /** The lasting addresses of what was called `_:…`. */
  names: ReadonlyMap<string, string>;
  rename: (editor: Editor) => Editor;
}

/** Save all of it; `elsewhere` where the draft was saved in another window since. */
export async function save(known: Opened, editor: Editor, profile: string, title: string): Promise<Saved | 'elsewhere'> {
  const sent = editor.nodes.map(pruned);
  const bases = known.bases.filter((base) => sent.some((each) => each['@id'] === base.iri));
  const input = { id: known.draft, ifRevision: known.revision, nodes: sent, bases, profile, title: title.slice(0, 400) };
  const { draftPut } = await ask(DRAFT_PUT, { input });
  const error = draftPut.userErrors[0];
  if (error?.code === 'CONFLICT') return 'elsewhere';
  refuse(draftPut.userErrors);
  if (draftPut.draft === null) throw new Failure('INTERNAL', '');
  const names = new Map<string, string>();
  draftPut.draft.nodes.map(bare).forEach((node, index) => {
    const [before, after] = [sent[index]?.['@id'], node['@id']];
    if (before?.startsWith('_:') && after !== undefined && after !== before) names.set(before, after);
  });
  return { draft: draftPut.draft.id, revision: draftPut.draft.revision, names, rename: (found) => renamed(found, names) };
}

/** The same editor where addresses have changed, in every step that can be undone, too. */
function renamed(editor: Editor, names: ReadonlyMap<string, string>): Editor {
  const text = (nodes: Nodes): Nodes => {
    let json = JSON.stringify(nodes);
    for (const [before, after] of names) json = json.replaceAll(`"@id":${JSON.stringify(before)}`, `"@id":${JSON.stringify(after)}`);
    return JSON.parse(json) as Nodes;
  };
  const steps = (found: Editor['past']) => found.map((each) => ({ ...each, before: text(each.before) }));
  return { ...editor, nodes: text(editor.nodes), past: steps(editor.past), future: steps(editor.future) };
}
