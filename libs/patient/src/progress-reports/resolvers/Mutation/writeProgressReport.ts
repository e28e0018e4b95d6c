import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toReport } from '../../progress-report.input';

export const writeProgressReport: NonNullable<MutationResolvers['writeProgressReport']> = async (_parent, { input }, { progressReports, progressReportLoader }) =>
  toPayload(await progressReports.write(toReport(input)), async (reported) => ({ report: await progressReportLoader.written(reported) }));
