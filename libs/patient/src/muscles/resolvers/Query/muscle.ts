import type { QueryResolvers } from './../../../types.generated';

export const muscle: NonNullable<QueryResolvers['muscle']> = (_parent, { key }, { catalogue }) => catalogue.muscles.find(key);
