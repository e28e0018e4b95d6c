import type { QueryResolvers } from './../../../types.generated';
import { cataloguePage } from '../../../catalogue-page';

export const outcomeMeasures: NonNullable<QueryResolvers['outcomeMeasures']> = (_parent, page, { catalogue }) => cataloguePage(catalogue.measures.all, page, ({ code }) => code);
