/** Related works by how they are related: what a record says itself apart from what points at it. */
import { expect, test } from 'vitest';
import { byRelation } from '../src/record/relations';

const related = (label: string, relation: string | null, isInverse = false) => ({ label, isInverse, relation: relation === null ? null : { label: { value: relation } }, work: null });

test('each relation is one group, what points here is last and apart', () => {
  const found = byRelation([related('B', 'part of', true), related('A', 'continues'), related('C', 'part of', true), related('D', null)], 'related');
  expect(found.map((each) => [each.relation, each.isInverse, each.works.map((one) => one.label)])).toEqual([
    ['continues', false, ['A']],
    ['related', false, ['D']],
    ['part of', true, ['B', 'C']],
  ]);
});
