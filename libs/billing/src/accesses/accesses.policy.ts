import type { Policy } from '@spindle/subgraph';

export const accesses: Policy = { types: { Patient: { AUDIT: 'billingAccesses' } } };
