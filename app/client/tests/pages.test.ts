/** Lists that come page by page: what is shown of them while they are asked for again. */
import { expect, test } from 'vitest';
import { Pages } from '../src/ui/pages.svelte';

const PAGE = 2;

/** The page after a cursor; cursors are places. */
function pageOf(all: readonly string[], after: string | null) {
  const from = Number(after ?? 0);
  const to = Math.min(from + PAGE, all.length);
  return { nodes: all.slice(from, to), pageInfo: { hasNextPage: to < all.length, endCursor: String(to) } };
}

test('what follows stands below what is there, until there is no more', async () => {
  const pages = new Pages(async (after) => pageOf(['a', 'b', 'c'], after));
  await pages.load();
  expect([pages.nodes, pages.hasMore]).toEqual([['a', 'b'], true]);
  await pages.more();
  expect([pages.nodes, pages.hasMore, pages.busy]).toEqual([['a', 'b', 'c'], false, false]);
});

test('a list that is read again reaches as far as somebody had come; another one begins anew', async () => {
  let all = ['a', 'b', 'c', 'd', 'e'];
  const pages = new Pages(async (after) => pageOf(all, after));
  await pages.load();
  await pages.more();
  all = ['new', ...all];
  await pages.renew();
  expect([pages.nodes, pages.hasMore]).toEqual([['new', 'a', 'b', 'c'], true]);
  await pages.more();
  expect(pages.nodes).toEqual(all);
  await pages.load();
  expect(pages.nodes).toEqual(['new', 'a']);
});

test('a list is read to its end, also while it is read again', async () => {
  const pages = new Pages(async (after) => pageOf(['a', 'b', 'c', 'd', 'e'], after));
  await pages.load();
  await Promise.all([pages.rest(), pages.renew()]);
  expect([pages.nodes, pages.hasMore]).toEqual([['a', 'b', 'c', 'd', 'e'], false]);
});

test('what is told while a list is read to its end is in it, and another list that is asked for meanwhile is begun anew', async () => {
  let all = ['a', 'b', 'c'];
  const pages = new Pages(async (after) => pageOf(all, after));
  await pages.load();
  const reading = pages.rest();
  all = ['new', ...all];
  await Promise.all([pages.renew(), reading]);
  expect(pages.nodes).toEqual(['new', 'a', 'b', 'c']);
  all = ['a', 'b', 'c'];
  await pages.load();
  const first = pages.rest();
  all = ['x', 'y', 'z'];
  await Promise.all([pages.load(), first]);
  expect([pages.nodes, pages.hasMore]).toEqual([['x', 'y'], true]);
});

test('an older answer, or failure, never takes the place of a newer list', async () => {
  const answers: ((how: 'answered' | 'failed') => void)[] = [];
  const pages = new Pages((after) => {
    const page = pageOf([`list ${answers.length + 1}`], after);
    return new Promise<typeof page>((done, failed) => answers.push((how) => (how === 'answered' ? done(page) : failed(new Error('late')))));
  });
  const readings = [pages.load(), pages.load(), pages.load()];
  answers[2]!('answered');
  await readings[2];
  answers[0]!('answered');
  answers[1]!('failed');
  await Promise.all(readings);
  expect([pages.nodes, pages.failure, pages.busy]).toEqual([['list 3'], null, false]);
});
