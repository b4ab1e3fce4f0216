/** Places in descriptions as text: how a check names them, and how elements of the form are found. */
import type { Path } from './node';

/** `0/bf:title[0]/bf:mainTitle[1]`: the root, then each property with the place of the value. */
export function pathText(path: Path): string {
  let found = '';
  for (const step of path) found += typeof step === 'number' && found !== '' ? `[${step}]` : `${found === '' ? '' : '/'}${step}`;
  return found;
}

/** The path of a place that a check names in a root: `bf:title[0]/bf:mainTitle[1]`, or a property without a place. */
export function pathOf(root: number, place: string): Path {
  const steps: (string | number)[] = [root];
  for (const part of place.split('/').reduce(joinedIris, [])) {
    const found = /^(.*?)(?:\[(\d+)\])?$/.exec(part)!;
    steps.push(found[1]!);
    if (found[2] !== undefined) steps.push(Number(found[2]));
  }
  return steps;
}

/** The properties on the way to a place, whichever of their values it is in. */
export function propertiesOf(place: string): string[] {
  return pathOf(0, place).filter((each) => typeof each === 'string');
}

/** A property may be a whole IRI: its slashes separate nothing. */
function joinedIris(parts: string[], part: string): string[] {
  const last = parts.at(-1);
  if (last !== undefined && /^https?:/.test(last) && !/\[\d+\]$/.test(last)) return [...parts.slice(0, -1), `${last}/${part}`];
  return [...parts, part];
}
