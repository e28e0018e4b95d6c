import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const startTreatment: NonNullable<MutationResolvers['startTreatment']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.start(input), async (id) => ({ appointment: await appointments.reload(id) }));
