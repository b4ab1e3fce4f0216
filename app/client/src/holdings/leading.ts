/** The way to the copies on a screen: each press of the key leads to those of the next edition. */
export function toCopies(): boolean {
  const all = [...document.querySelectorAll<HTMLElement>('[data-copies]')];
  const here = all.findIndex((each) => each.contains(document.activeElement));
  const next = all[(here + 1) % Math.max(all.length, 1)];
  next?.scrollIntoView({ block: 'nearest' });
  next?.focus({ preventScroll: true });
  return next !== undefined;
}
