/** Keyboard commands: screens say what they have while they are open; `?` shows all of them. */
import type { Key } from '../i18n/index.svelte';

export interface Command {
  /** Such as `mod+Shift+Z`; `mod` is Ctrl, on Apple's machines ⌘. */
  keys: string;
  label: Key;
  run: () => void;
  /** Whether it works while a field is being written in; those with a modifier do anyway. */
  whileWriting?: boolean;
}

const open: Command[][] = [];
const apple = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Offer commands until the returned function is called. */
export function offer(commands: Command[]): () => void {
  open.push(commands);
  return () => {
    const index = open.indexOf(commands);
    if (index >= 0) open.splice(index, 1);
  };
}

export function offered(): Command[] {
  return open.flat();
}

/** A command's keys as they are printed on this keyboard. */
export function printed(keys: string): string[] {
  return keys.split('+').map((each) => (each === 'mod' ? (apple ? '⌘' : 'Ctrl') : each === 'alt' ? (apple ? '⌥' : 'Alt') : each));
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1)!;
  const wants = { mod: parts.includes('mod'), alt: parts.includes('alt'), shift: parts.includes('Shift') };
  const mod = apple ? event.metaKey : event.ctrlKey;
  // With ⌥ an Apple keyboard writes another letter: the place of the key tells which it is.
  const same = event.key.toLowerCase() === key.toLowerCase() || (wants.alt && event.code === `Key${key.toUpperCase()}`);
  return same && mod === wants.mod && event.altKey === wants.alt && (key === '?' || event.shiftKey === wants.shift);
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]') !== null;
}

export function startKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    // What was opened last answers first.
    for (const command of open.toReversed().flat()) {
      if (!matches(command.keys, event)) continue;
      if (isWriting(event.target) && !command.whileWriting && !/mod|alt/.test(command.keys)) continue;
      if (document.querySelector('dialog[open]') !== null && command.keys !== 'Escape') continue;
      event.preventDefault();
      command.run();
      return;
    }
  });
}
