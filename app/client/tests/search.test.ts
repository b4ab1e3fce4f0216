/** A search and its address: where it looks, and what it counts there. */
import { expect, test } from 'vitest';
import { fromAddress, isUnion, reachOfNetwork, toAddress, variables } from '../src/search/query';

const at = (address: string) => fromAddress(new URLSearchParams(address));

test('where somebody searches is in the address, and in what is asked', () => {
  const network = at('text=salt&reach=network%3Arivers');
  expect(network.reach).toBe(reachOfNetwork('rivers'));
  expect(at(toAddress(network))).toEqual(network);
  expect(variables(network, 'harbor').input).toMatchObject({ scope: { network: 'rivers' }, by: 'CLUSTER' });
  expect(variables(at('reach=all'), 'harbor').input).toMatchObject({ scope: { all: true }, by: 'CLUSTER' });
  expect(variables(at(''), 'harbor').input).not.toHaveProperty('by');
  for (const odd of ['network:', 'rivers', 'own', '']) expect(at(`reach=${odd}`).reach).toBe('own');
});

test('persons are found one by one, however many libraries are searched', () => {
  expect(isUnion(at('kind=AGENT&reach=all'))).toBe(false);
});

test('of several libraries it is counted who has what was found; what a kept search chose otherwise stays in sight', () => {
  const fields = (address: string) => variables(at(address), 'harbor').fields;
  expect([fields('').includes('LIBRARY'), fields('').includes('TENANT')]).toEqual([false, true]);
  expect([fields('reach=all')[0], fields('reach=all').includes('TENANT')]).toEqual(['LIBRARY', false]);
  expect(fields('reach=all&f=TENANT:quay')).toContain('TENANT');
});
