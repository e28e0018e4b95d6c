import type { NeedlingSiteResolvers } from './../../types.generated';

export const NeedlingSite: NeedlingSiteResolvers = {
  electricalStimulation: ({ isElectricallyStimulated }) => isElectricallyStimulated,
  muscle: ({ muscleKey }, _args, { catalogue }) => catalogue.muscles.find(muscleKey),
  practitioner: ({ practitionerId }) => ({ id: practitionerId }),
  tautBand: ({ isTautBand }) => isTautBand,
  withdrawn: ({ isWithdrawn }) => isWithdrawn,
};
