/** What a person chose for this browser: language, colours, contrast. */
import { type Language, LANGUAGES, speak } from '../i18n/index.svelte';

export type Theme = 'auto' | 'light' | 'dark';
export type Contrast = 'auto' | 'more';

const KEY = 'catalograph.preferences';
const kept = read();
export const prefs = $state<{ language: Language; theme: Theme; contrast: Contrast }>(kept);

function read(): { language: Language; theme: Theme; contrast: Contrast } {
  const offered = navigator.languages.map((each) => each.slice(0, 2)).find((each) => each in LANGUAGES) as Language | undefined;
  const start = { language: offered ?? 'en', theme: 'auto', contrast: 'auto' } as const;
  try {
    return { ...start, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as object) };
  } catch {
    return start;
  }
}

export async function choose(change: Partial<typeof prefs>): Promise<void> {
  Object.assign(prefs, change);
  localStorage.setItem(KEY, JSON.stringify(prefs));
  await apply();
}

export async function apply(): Promise<void> {
  const root = document.documentElement;
  root.dataset['theme'] = prefs.theme;
  const more = prefs.contrast === 'more' || matchMedia('(prefers-contrast: more)').matches;
  root.dataset['contrast'] = more ? 'more' : 'auto';
  await speak(prefs.language in LANGUAGES ? prefs.language : 'en');
}
