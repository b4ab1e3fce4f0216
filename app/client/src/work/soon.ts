/** Putting the focus where something has just been added, moved or taken away. */
import { tick } from 'svelte';
import type { Path } from '../record/node';
import { pathText } from '../record/paths';

export async function focusSoon(path: Path, key = ''): Promise<void> {
  await tick();
  const name = key === '' ? pathText(path) : `${pathText(path)} ${key}`;
  const found = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(name)}"]`);
  const inner = found?.querySelector<HTMLElement>('input, textarea, select') ?? found?.querySelector<HTMLElement>('button');
  inner?.focus();
}
