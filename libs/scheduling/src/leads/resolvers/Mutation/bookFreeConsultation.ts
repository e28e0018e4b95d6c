import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const bookFreeConsultation: NonNullable<MutationResolvers['bookFreeConsultation']> = async (_parent, { input }, { freeConsultations, appointments }) =>
  toPayload(await freeConsultations.book(input), async ({ appointmentId, confirmationCode }) => ({ appointment: await appointments.reload(appointmentId), confirmationCode }));
