import { findProcedure } from '../procedure';
import type { ServiceLineResolvers } from './../../types.generated';

export const ServiceLine: ServiceLineResolvers = {
  label: ({ code }) => findProcedure(code)?.label ?? code,
  muscleKeys: ({ muscleKeys }) => [...muscleKeys],
  timed: ({ code }) => findProcedure(code)?.isTimed ?? false,
};
