import type { QueryResolvers } from './../../../types.generated';
import { FIGURE } from '../../body-mark';

export const bodyFigure: NonNullable<QueryResolvers['bodyFigure']> = () => FIGURE;
