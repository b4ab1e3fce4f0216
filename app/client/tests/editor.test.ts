/** The document, its operations, and undoing them. */
import { describe, expect, test } from 'vitest';
import { type Editor, type Operation, begin, perform, redo, undo } from '../src/record/editor';
import { type Part, at } from '../src/record/node';

const WORK: Part = {
  '@id': '_:work',
  '@type': ['bf:Work'],
  'bf:title': [{ '@type': ['bf:Title'], 'bf:mainTitle': ['Tides', { '@value': 'مد', '@language': 'ar' }] }],
  'bf:note': ['one', 'two', 'three'],
};
const TITLE = [0, 'bf:title', 0, 'bf:mainTitle', 0] as const;

function after(editor: Editor, ...operations: Operation[]): Editor {
  return operations.reduce((found, each, index) => perform(found, each, index * 5000), editor);
}

describe('an operation', () => {
  test('changes one value and leaves everything else the very same', () => {
    const done = after(begin([WORK]), { kind: 'put', path: TITLE, value: 'Ebb' });
    expect(at(done.nodes, TITLE)).toBe('Ebb');
    expect(done.nodes[0]!['bf:note']).toBe(WORK['bf:note']);
    expect(at(done.nodes, [0, 'bf:title', 0, 'bf:mainTitle', 1])).toBe(at([WORK], [0, 'bf:title', 0, 'bf:mainTitle', 1]));
    expect(at([WORK], TITLE)).toBe('Tides');
  });

  test('inserts the first value of a property and takes the property away with its last', () => {
    const put = after(begin([WORK]), { kind: 'insert', path: [0, 'bf:summary', 0], value: 'Of tides' });
    expect(put.nodes[0]!['bf:summary']).toEqual(['Of tides']);
    expect('bf:summary' in after(put, { kind: 'remove', path: [0, 'bf:summary', 0] }).nodes[0]!).toBe(false);
  });

  test('moves a value to another place', () => {
    const done = after(begin([WORK]), { kind: 'move', path: [0, 'bf:note', 2], to: 0 });
    expect(done.nodes[0]!['bf:note']).toEqual(['three', 'one', 'two']);
  });

  test('adds and removes whole descriptions', () => {
    const done = after(begin([WORK]), { kind: 'insert', path: [1], value: { '@id': '_:i', '@type': ['bf:Instance'] } });
    expect(done.nodes).toHaveLength(2);
    expect(after(done, { kind: 'remove', path: [1] }).nodes).toEqual([WORK]);
  });

  test('that changes nothing is no step', () => {
    const editor = begin([WORK]);
    expect(after(editor, { kind: 'put', path: TITLE, value: 'Tides' })).toBe(editor);
    expect(after(editor, { kind: 'remove', path: [0, 'bf:note', 9] })).toBe(editor);
    expect(after(editor, { kind: 'move', path: [0, 'bf:note', 0], to: 7 })).toBe(editor);
  });
});

describe('undoing', () => {
  test('gives back every document on the way, and redoing goes the same way again', () => {
    const steps: Operation[] = [
      { kind: 'put', path: TITLE, value: 'Ebb' },
      { kind: 'remove', path: [0, 'bf:note', 1] },
      { kind: 'insert', path: [0, 'bf:note', 0], value: 'zero' },
      { kind: 'types', path: [0], types: ['bf:Work', 'bf:Text'] },
      { kind: 'all', nodes: [{ '@id': '_:other' }] },
    ];
    const ways = [begin([WORK])];
    steps.forEach((each, index) => ways.push(perform(ways.at(-1)!, each, index * 5000)));
    let back = ways.at(-1)!;
    for (const way of ways.slice(0, -1).toReversed()) expect((back = undo(back)).nodes).toEqual(way.nodes);
    expect(undo(back)).toBe(back);
    for (const way of ways.slice(1)) expect((back = redo(back)).nodes).toEqual(way.nodes);
    expect(redo(back)).toBe(back);
  });

  test('takes back what was typed in one burst at once', () => {
    let editor = begin([WORK]);
    ['E', 'Eb', 'Ebb'].forEach((value, index) => (editor = perform(editor, { kind: 'put', path: TITLE, value }, index * 100)));
    expect(editor.past).toHaveLength(1);
    expect(at(undo(editor).nodes, TITLE)).toBe('Tides');
  });

  test('takes back letters typed after a pause apart', () => {
    let editor = perform(begin([WORK]), { kind: 'put', path: TITLE, value: 'E' }, 0);
    editor = perform(editor, { kind: 'put', path: TITLE, value: 'Eb' }, 10_000);
    expect(at(undo(editor).nodes, TITLE)).toBe('E');
  });

  test('is forgotten forwards when something else is done', () => {
    const editor = undo(after(begin([WORK]), { kind: 'put', path: TITLE, value: 'Ebb' }));
    expect(after(editor, { kind: 'put', path: TITLE, value: 'Flow' }).future).toEqual([]);
  });

  test('counts as a change, so that it is saved', () => {
    const editor = after(begin([WORK]), { kind: 'put', path: TITLE, value: 'Ebb' });
    expect(undo(editor).version).toBeGreaterThan(editor.version);
  });
});
