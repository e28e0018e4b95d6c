import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toUpdate } from '../../patient.input';

export const updatePatient: NonNullable<MutationResolvers['updatePatient']> = async (_parent, { input }, { patients, patientLoader }) =>
  toPayload(await patients.update(toUpdate(input)), async (id) => ({ patient: await patientLoader.reload(id) }));
