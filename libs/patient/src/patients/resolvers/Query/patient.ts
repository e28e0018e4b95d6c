import type { QueryResolvers } from './../../../types.generated';

export const patient: NonNullable<QueryResolvers['patient']> = (_parent, { id }, { patientLoader }) => patientLoader.byId.load(id);
