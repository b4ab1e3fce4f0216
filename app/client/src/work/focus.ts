/** Going to a place in the form: showing its field where it isn't shown, and putting the focus there. */
import { tick } from 'svelte';
import { rootShape } from '../record/form';
import type { Path } from '../record/node';
import { pathText } from '../record/paths';
import type { Workspace } from './workspace.svelte';

const INPUTS = 'input, textarea, select, [role="combobox"]';

export async function goToPath(work: Workspace, path: Path): Promise<void> {
  for (let length = path.length; length > 0; length -= 1) {
    if (focus(pathText(path.slice(0, length)))) return;
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
  focus(`${pathText(node)} ${key}`);
}

function focus(name: string): boolean {
  const found = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(name)}"]`);
  if (found === null) return false;
  const input = found.matches(INPUTS) ? found : (found.querySelector<HTMLElement>(INPUTS) ?? found.querySelector<HTMLElement>('button'));
  found.scrollIntoView({ block: 'center' });
  (input ?? found).focus({ preventScroll: true });
  return true;
}
