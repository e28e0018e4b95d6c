export type { ProgressReport as ProgressReportMapper } from './progress-report';
