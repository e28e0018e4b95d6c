import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toRegistration } from '../../patient.input';

export const registerPatient: NonNullable<MutationResolvers['registerPatient']> = async (_parent, { input }, { patients, patientLoader }) =>
  toPayload(await patients.register(toRegistration(input)), async (id) => ({ patient: await patientLoader.reload(id) }));
