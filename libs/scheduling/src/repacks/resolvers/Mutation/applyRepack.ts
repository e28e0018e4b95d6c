import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const applyRepack: NonNullable<MutationResolvers['applyRepack']> = async (_parent, { input }, { repacks, appointments }) =>
  toPayload(await repacks.apply(input), async ({ moved, left }) => ({ moved: await appointments.reloadMany(moved), left: await appointments.reloadMany(left) }));
