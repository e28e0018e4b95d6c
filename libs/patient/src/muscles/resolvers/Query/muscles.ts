import type { QueryResolvers } from './../../../types.generated';
import { cataloguePage } from '../../../catalogue-page';

export const muscles: NonNullable<QueryResolvers['muscles']> = (_parent, { search, region, ...page }, { catalogue }) =>
  cataloguePage(catalogue.muscles.search({ text: search ?? null, region: region ?? null }), page, ({ name }) => name);
