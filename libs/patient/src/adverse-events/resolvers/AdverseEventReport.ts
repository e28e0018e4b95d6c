import type { AdverseEventReportResolvers } from './../../types.generated';

export const AdverseEventReport: AdverseEventReportResolvers = {};
