import type { QueryResolvers } from './../../../types.generated';
import { cataloguePage } from '../../../catalogue-page';

export const patientTexts: NonNullable<QueryResolvers['patientTexts']> = (_parent, { on, ...page }, { catalogue }) => cataloguePage(catalogue.texts.on(on), page, ({ key }) => key);
