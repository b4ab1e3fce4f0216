/** Putting the focus in a place of the form: where something was added, moved or taken away, or what a problem is about. */
import { tick } from 'svelte';
import { rootShape } from '../record/form';
import type { Path } from '../record/node';
import { pathText } from '../record/paths';
import type { Workspace } from './workspace.svelte';

/** Go to what is at a path, else to the nearest place around it that the form has; its field is shown where it isn't. */
export async function goToPath(work: Workspace, path: Path): Promise<void> {
  for (let length = path.length; length > 0; length -= 1) {
    if (goTo(pathText(path.slice(0, length)))) return;
    if (length === 2 && typeof path[1] === 'string') {
      const shape = rootShape(work.form, work.root(path[0] as number));
      const field = shape?.fields.find((each) => each.property === path[1]);
      if (field !== undefined) return goToField(work, [path[0]!], field.key);
    }
  }
}

/** Go to a field of a node by its key, shown from now on. */
export async function goToField(work: Workspace, node: Path, key: string): Promise<void> {
  work.show(node, key);
  await tick();
  goTo(nameOf(node, key));
}

/** Focus what has just been made or left over at a path, or in a field of the node there, without leading the eye away. */
export async function focusSoon(path: Path, key = ''): Promise<void> {
  await tick();
  const place = placed(nameOf(path, key));
  if (place !== null) inputIn(place)?.focus();
}

function nameOf(path: Path, key: string): string {
  return key === '' ? pathText(path) : `${pathText(path)} ${key}`;
}

function placed(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-path="${CSS.escape(name)}"]`);
}

function inputIn(place: HTMLElement): HTMLElement | null {
  return place.querySelector<HTMLElement>('input, textarea, select') ?? place.querySelector<HTMLElement>('button');
}

function goTo(name: string): boolean {
  const place = placed(name);
  if (place === null) return false;
  const aim = inputIn(place) ?? place;
  aim.scrollIntoView({ block: 'center' });
  aim.focus({ preventScroll: true });
  return true;
}
