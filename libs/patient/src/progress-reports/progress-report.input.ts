import type { WriteProgressReportInput } from '../types.generated';
import type { WriteProgressReport } from './progress-report.service';

export function toReport(input: WriteProgressReportInput): WriteProgressReport {
  return { ...input, goals: input.goals.map(({ progress, note }) => ({ progress, note: note ?? null })) };
}
