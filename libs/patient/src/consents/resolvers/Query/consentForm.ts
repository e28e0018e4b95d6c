import type { QueryResolvers } from './../../../types.generated';

export const consentForm: NonNullable<QueryResolvers['consentForm']> = (_parent, { procedure, on }, { catalogue }) => catalogue.consentForms.on(procedure, on);
