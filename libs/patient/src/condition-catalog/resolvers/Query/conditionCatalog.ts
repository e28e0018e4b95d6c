import type { QueryResolvers } from './../../../types.generated';
import { cataloguePage } from '../../../catalogue-page';

export const conditionCatalog: NonNullable<QueryResolvers['conditionCatalog']> = (_parent, { search, region, ...page }, { catalogue }) =>
  cataloguePage(catalogue.conditions.search({ text: search ?? null, region: region ?? null }), page, ({ name }) => name);
