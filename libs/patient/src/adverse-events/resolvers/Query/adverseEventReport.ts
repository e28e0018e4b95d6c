import type { QueryResolvers } from './../../../types.generated';

export const adverseEventReport: NonNullable<QueryResolvers['adverseEventReport']> = (_parent, period, { adverseEvents }) => adverseEvents.report(period);
