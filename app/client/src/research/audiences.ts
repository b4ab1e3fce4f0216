/** Whom a query can be shown to, each wider than the one before. */
import type { Audience } from '../api/research';

export const AUDIENCES = ['NOBODY', 'LIBRARY', 'NETWORK', 'EVERYONE'] as const satisfies readonly Audience[];
