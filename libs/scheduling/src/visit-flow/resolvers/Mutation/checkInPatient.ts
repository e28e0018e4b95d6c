import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const checkInPatient: NonNullable<MutationResolvers['checkInPatient']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.checkIn(input), async (id) => ({ appointment: await appointments.reload(id) }));
