import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'waitlistEntries'|'__resolveReference'> = {
  waitlistEntries: ({ id }, args, { waitlist }) => waitlist.ofPatient(id, args),
};
