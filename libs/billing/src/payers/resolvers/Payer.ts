import type { PayerResolvers } from './../../types.generated';

export const Payer: PayerResolvers = {
  __resolveReference: ({ id }, { load }) => load.payers.byId.load(id),
};
