import type { ConsultationTimeTakenErrorResolvers } from './../../types.generated';

export const ConsultationTimeTakenError: ConsultationTimeTakenErrorResolvers = {
  nearestStarts: ({ nearestStarts }) => nearestStarts.map((start) => new Date(start)),
};
