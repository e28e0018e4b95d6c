import { displayName } from '../practitioner';
import type { PractitionerNameResolvers } from './../../types.generated';

export const PractitionerName: PractitionerNameResolvers = {
  display: (name) => displayName(name),
};
