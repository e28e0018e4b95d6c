import type { SchemaDefinition } from '@spindle/database';
import { AdverseEventEntity } from './adverse-events/adverse-event.entity';
import { AlertEntity } from './alerts/alert.entity';
import { CareTaskEntity } from './care-tasks/care-task.entity';
import { CertificationEntity } from './certifications/certification.entity';
import { BodyMarkEntity } from './body-charts/body-mark.entity';
import { CandidacyEntity } from './candidacies/candidacy.entity';
import { ConditionEntity } from './conditions/condition.entity';
import { ConsentEntity } from './consents/consent.entity';
import { DisclosureEntity } from './disclosures/disclosure.entity';
import { EncounterEntity } from './encounters/encounter.entity';
import { EpisodeEntity } from './episodes/episode.entity';
import { LeadConversionEntity } from './leads/lead-conversion.entity';
import { PainScoreEntity } from './measurements/pain-score.entity';
import { RangeOfMotionEntity } from './measurements/range-of-motion.entity';
import { Patients1795424400000 } from './migrations/202611230900-patients';
import { Audit1795767000000 } from './migrations/202611270810-audit';
import { CoursesOfCare1795770000000 } from './migrations/202611270900-courses-of-care';
import { Treatments1795771800000 } from './migrations/202611270930-treatments';
import { MergeRecordEntity } from './merges/merge-record.entity';
import { Merges1795777200000 } from './migrations/202611271100-merges';
import { AlertsAndLeads1795779000000 } from './migrations/202611271130-alerts-and-leads';
import { NeedlingSiteEntity } from './needling/needling-site.entity';
import { ClinicalNoteEntity } from './notes/clinical-note.entity';
import { NoteAddendumEntity } from './notes/note-addendum.entity';
import { NoteVersionEntity } from './notes/note-version.entity';
import { ObligationClockEntity } from './obligations/obligation-clock.entity';
import { ObligationEntity } from './obligations/obligation.entity';
import { BeforeTreatment1795779600000 } from './migrations/202611271140-before-treatment';
import { OutcomeScoreEntity } from './outcome-measures/outcome-score.entity';
import { NeedledAt1795785000000 } from './migrations/202611271310-needled-at';
import { Walls1795780800000 } from './migrations/202611271200-walls';
import { Disclosures1795785600000 } from './migrations/202611271320-disclosures';
import { Interpreters1795798200000 } from './migrations/202611271650-interpreters';
import { ContactPointEntity } from './patients/contact-point.entity';
import { ContactEntity } from './patients/contact.entity';
import { PatientEntity } from './patients/patient.entity';
import { RecordNumberCounterEntity } from './patients/record-number-counter.entity';
import { PlannedVisitEntity } from './planned-visits/planned-visit.entity';
import { PlanDiagnosisEntity } from './plans/plan-diagnosis.entity';
import { PlanEntity } from './plans/plan.entity';
import { PractitionerCredentialEntity } from './practitioner-credentials/practitioner-credential.entity';
import { ServiceCredentialEntity } from './practitioner-credentials/service-credential.entity';
import { GoalProgressEntity } from './progress-reports/goal-progress.entity';
import { ProgressReportEntity } from './progress-reports/progress-report.entity';
import { ScreeningEntity } from './screenings/screening.entity';
import { PatientSearchEntity } from './search/patient-search.entity';
import { ServiceLineEntity } from './service-lines/service-line.entity';
import { SigningCheckEntity } from './signing/signing-check.entity';

/** The schema of this subgraph: its tables as TypeORM knows them, and its migrations in order. */
export const patientSchema: SchemaDefinition = {
  schema: 'patient',
  entities: [
    ConditionEntity, ContactEntity, ContactPointEntity, DisclosureEntity, EncounterEntity, PatientEntity, PatientSearchEntity, RecordNumberCounterEntity,
    EpisodeEntity, PlanEntity, PlanDiagnosisEntity, PlannedVisitEntity, CertificationEntity, ProgressReportEntity, GoalProgressEntity, ObligationEntity, ObligationClockEntity,
    ClinicalNoteEntity, NoteVersionEntity, NoteAddendumEntity, SigningCheckEntity, NeedlingSiteEntity, ServiceLineEntity, PainScoreEntity, RangeOfMotionEntity,
    AdverseEventEntity, CareTaskEntity, PractitionerCredentialEntity, ServiceCredentialEntity, MergeRecordEntity, AlertEntity, LeadConversionEntity,
    BodyMarkEntity, CandidacyEntity, ConsentEntity, OutcomeScoreEntity, ScreeningEntity,
  ],
  migrations: [Patients1795424400000, Audit1795767000000, CoursesOfCare1795770000000, Treatments1795771800000, Merges1795777200000, AlertsAndLeads1795779000000, BeforeTreatment1795779600000, Walls1795780800000, NeedledAt1795785000000, Disclosures1795785600000, Interpreters1795798200000],
};
