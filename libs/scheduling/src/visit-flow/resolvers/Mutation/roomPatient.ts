import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const roomPatient: NonNullable<MutationResolvers['roomPatient']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.room(input), async (id) => ({ appointment: await appointments.reload(id) }));
