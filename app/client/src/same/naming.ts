/** What works and agents of clusters are called, whose they are, and how sure it is. */
import { language, t } from '../i18n/index.svelte';
import { once } from '../ui/once';

type Named = { readonly value: string; readonly lang: string | null };
interface Source {
  readonly tenant: { readonly name: Named } | null;
  readonly network: { readonly name: Named } | null;
}
export interface WorkMember {
  readonly id: string;
  readonly iri: string;
  readonly title: { readonly full: string; readonly main: { readonly lang: string | null } } | null;
  readonly provenance: readonly Source[];
}
export interface AgentMember {
  readonly id: string;
  readonly iri: string;
  readonly name: Named;
}
export type Member = WorkMember | AgentMember;

/** What is one by now, since two of them were merged, is one member. */
export function membersOf({ works, agents }: { readonly works: readonly WorkMember[]; readonly agents: readonly AgentMember[] }): Member[] {
  return once<Member>([...works, ...agents], (each) => each.id);
}

export function nameOf(member: Member | undefined): Named {
  if (member === undefined) return { value: t('record.untitled'), lang: null };
  if ('name' in member) return member.name;
  return member.title === null ? { value: t('record.untitled'), lang: null } : { value: member.title.full, lang: member.title.main.lang };
}

/** Who describes a work. */
export function sourceOf(member: Member | undefined): Named | null {
  const [first] = member !== undefined && 'provenance' in member ? member.provenance : [];
  return first?.tenant?.name ?? first?.network?.name ?? null;
}

/** Who describes some, each named once. */
export function sourcesOf(members: readonly (Member | undefined)[]): Named[] {
  const found = members.map(sourceOf).filter((each) => each !== null);
  return once(found, (each) => each.value);
}

export function likely(score: number): string {
  return new Intl.NumberFormat(language(), { style: 'percent' }).format(score);
}
