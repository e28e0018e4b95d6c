import type { HumanNameResolvers } from './../../types.generated';
import { fullName } from '../patient';

export const HumanName: HumanNameResolvers = {
  full: (name) => fullName(name),
};
