import type { Clock, Id, Page } from '@spindle/kernel';
import { accessLoader, type PracticeSession } from '@spindle/database';
import type { PageLoader, RecordAccess, Viewer } from '@spindle/subgraph';
import { AdverseEventLoader } from './adverse-events/adverse-event.loader';
import { AdverseEventService } from './adverse-events/adverse-event.service';
import { AlertLoader } from './alerts/alert.loader';
import { AlertService } from './alerts/alert.service';
import { CareTaskService } from './care-tasks/care-task.service';
import { BodyMarkLoader } from './body-charts/body-mark.loader';
import { BodyMarkService } from './body-charts/body-mark.service';
import { CandidacyLoader } from './candidacies/candidacy.loader';
import { CandidacyService } from './candidacies/candidacy.service';
import type { ClinicalCatalogue } from './catalogue';
import { CertificationLoader } from './certifications/certification.loader';
import { CertificationService } from './certifications/certification.service';
import { ConditionLoader } from './conditions/condition.loader';
import { ConditionService } from './conditions/condition.service';
import { ConsentLoader } from './consents/consent.loader';
import { ConsentService } from './consents/consent.service';
import { DisclosureLoader } from './disclosures/disclosure.loader';
import { DisclosureService } from './disclosures/disclosure.service';
import { EncounterLoader } from './encounters/encounter.loader';
import { EpisodeLoader } from './episodes/episode.loader';
import { EpisodeService } from './episodes/episode.service';
import { LeadConversionService } from './leads/lead-conversion.service';
import { MeasurementLoader } from './measurements/measurement.loader';
import { MeasurementService } from './measurements/measurement.service';
import { MergeLoader } from './merges/merge.loader';
import { MergeRepository } from './merges/merge.repository';
import { MergeService } from './merges/merge.service';
import { NeedlingLoader } from './needling/needling.loader';
import { NeedlingService } from './needling/needling.service';
import { NoteLoader } from './notes/note.loader';
import { NoteService } from './notes/note.service';
import { ObligationLoader } from './obligations/obligation.loader';
import { PatientLoader } from './patients/patient.loader';
import { PatientService } from './patients/patient.service';
import { PlanLoader } from './plans/plan.loader';
import { PlanService } from './plans/plan.service';
import { ProgressReportLoader } from './progress-reports/progress-report.loader';
import { ProgressReportService } from './progress-reports/progress-report.service';
import { OutcomeScoreLoader } from './outcome-measures/outcome-score.loader';
import { OutcomeScoreService } from './outcome-measures/outcome-score.service';
import { AftercareLoader } from './patient-texts/aftercare.loader';
import { ReadinessLoader } from './readiness/readiness.loader';
import { RecordExportLoader } from './record-export/record-export.loader';
import { ScreeningLoader } from './screenings/screening.loader';
import { ScreeningService } from './screenings/screening.service';
import { PatientSearch } from './search/search.repository';
import { ServiceLineLoader } from './service-lines/service-line.loader';
import { ServiceLineService } from './service-lines/service-line.service';
import { NoteSigningService } from './signing/note-signing.service';

/** What resolvers of this subgraph work with, for one request. */
export interface Context {
  readonly viewer: Viewer;
  readonly accesses: PageLoader<string, Page<RecordAccess>>;
  readonly catalogue: ClinicalCatalogue;
  readonly patients: PatientService;
  readonly patientLoader: PatientLoader;
  readonly patientSearch: PatientSearch;
  readonly encounterLoader: EncounterLoader;
  readonly conditions: ConditionService;
  readonly conditionLoader: ConditionLoader;
  readonly episodes: EpisodeService;
  readonly episodeLoader: EpisodeLoader;
  readonly plans: PlanService;
  readonly planLoader: PlanLoader;
  readonly certifications: CertificationService;
  readonly certificationLoader: CertificationLoader;
  readonly progressReports: ProgressReportService;
  readonly progressReportLoader: ProgressReportLoader;
  readonly obligationLoader: ObligationLoader;
  readonly notes: NoteService;
  readonly noteSigning: NoteSigningService;
  readonly noteLoader: NoteLoader;
  readonly needling: NeedlingService;
  readonly needlingLoader: NeedlingLoader;
  readonly measurements: MeasurementService;
  readonly measurementLoader: MeasurementLoader;
  readonly serviceLines: ServiceLineService;
  readonly serviceLineLoader: ServiceLineLoader;
  readonly adverseEvents: AdverseEventService;
  readonly adverseEventLoader: AdverseEventLoader;
  readonly careTasks: CareTaskService;
  readonly merges: MergeService;
  readonly mergeLoader: MergeLoader;
  readonly alerts: AlertService;
  readonly alertLoader: AlertLoader;
  readonly disclosures: DisclosureService;
  readonly disclosureLoader: DisclosureLoader;
  readonly recordExportLoader: RecordExportLoader;
  readonly leadConversions: LeadConversionService;
  readonly screenings: ScreeningService;
  readonly screeningLoader: ScreeningLoader;
  readonly consents: ConsentService;
  readonly consentLoader: ConsentLoader;
  readonly candidacies: CandidacyService;
  readonly candidacyLoader: CandidacyLoader;
  readonly readinessLoader: ReadinessLoader;
  readonly outcomeScores: OutcomeScoreService;
  readonly outcomeScoreLoader: OutcomeScoreLoader;
  readonly bodyMarks: BodyMarkService;
  readonly bodyMarkLoader: BodyMarkLoader;
  readonly aftercareLoader: AftercareLoader;
}

/** What all requests share. */
export interface Surroundings {
  readonly clock: Clock;
  readonly catalogue: ClinicalCatalogue;
}

export function createContext(session: PracticeSession, { clock, catalogue }: Surroundings): Context {
  const needlingLoader = new NeedlingLoader(session);
  return {
    viewer: session.viewer,
    catalogue,
    patients: new PatientService(session, clock),
    patientLoader: new PatientLoader(session),
    patientSearch: new PatientSearch(session),
    encounterLoader: new EncounterLoader(session),
    conditions: new ConditionService(session, { clock, codes: catalogue.conditions.codes }),
    conditionLoader: new ConditionLoader(session),
    episodes: new EpisodeService(session, clock),
    episodeLoader: new EpisodeLoader(session),
    plans: new PlanService(session, { clock, codes: catalogue.conditions.codes, sources: catalogue }),
    planLoader: new PlanLoader(session),
    certifications: new CertificationService(session, clock),
    certificationLoader: new CertificationLoader(session),
    progressReports: new ProgressReportService(session, clock),
    progressReportLoader: new ProgressReportLoader(session),
    obligationLoader: new ObligationLoader(session),
    notes: new NoteService(session, clock),
    noteSigning: new NoteSigningService(session, { clock, catalogue }),
    noteLoader: new NoteLoader(session),
    needling: new NeedlingService(session, { clock, muscles: catalogue.muscles }),
    needlingLoader,
    measurements: new MeasurementService(session, clock),
    measurementLoader: new MeasurementLoader(session),
    serviceLines: new ServiceLineService(session, clock),
    serviceLineLoader: new ServiceLineLoader(session, needlingLoader),
    adverseEvents: new AdverseEventService(session, clock),
    adverseEventLoader: new AdverseEventLoader(session),
    careTasks: new CareTaskService(session, clock),
    alerts: new AlertService(session, clock),
    alertLoader: new AlertLoader(session),
    leadConversions: new LeadConversionService(session, clock),
    ...beforeTreatment(session, { clock, catalogue }),
    ...ofTheWholeRecord(session, clock),
  };
}

type BeforeTreatment = Pick<Context,
  'screenings' | 'screeningLoader' | 'consents' | 'consentLoader' | 'candidacies' | 'candidacyLoader' | 'readinessLoader' | 'outcomeScores' | 'outcomeScoreLoader' | 'bodyMarks' | 'bodyMarkLoader' | 'aftercareLoader'>;

/** What precedes a treatment and shows its effect. */
function beforeTreatment(session: PracticeSession, { clock, catalogue }: Surroundings): BeforeTreatment {
  const { questionSets, consentForms, measures, muscles, texts } = catalogue;
  const readinessLoader = new ReadinessLoader(session, { clock, sources: catalogue });
  return {
    screenings: new ScreeningService(session, { clock, questionSets }),
    screeningLoader: new ScreeningLoader(session),
    consents: new ConsentService(session, { clock, forms: consentForms }),
    consentLoader: new ConsentLoader(session),
    candidacies: new CandidacyService(session, { clock, sources: catalogue }),
    candidacyLoader: new CandidacyLoader(session),
    readinessLoader,
    outcomeScores: new OutcomeScoreService(session, { clock, measures }),
    outcomeScoreLoader: new OutcomeScoreLoader(session, measures),
    bodyMarks: new BodyMarkService(session, clock),
    bodyMarkLoader: new BodyMarkLoader(session),
    aftercareLoader: new AftercareLoader({ muscles, texts, readiness: readinessLoader }),
  };
}

/** What is about a record as a whole: which others went into it, who saw it, who was told of it. */
function ofTheWholeRecord(session: PracticeSession, clock: Clock): Pick<Context, 'merges' | 'mergeLoader' | 'accesses' | 'disclosures' | 'disclosureLoader' | 'recordExportLoader'> {
  return {
    merges: new MergeService(session, clock),
    mergeLoader: new MergeLoader(session),
    accesses: accessLoader(session, (ids) => new MergeRepository(session, session.viewer.practiceId).rootsOf(ids as readonly Id<'Patient'>[])),
    disclosures: new DisclosureService(session, clock),
    disclosureLoader: new DisclosureLoader(session, clock),
    recordExportLoader: new RecordExportLoader(session),
  };
}
