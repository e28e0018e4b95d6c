export type { JudgedCertification as PlanCertificationMapper } from './certification.loader';
