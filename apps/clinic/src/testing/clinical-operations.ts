import type { DemoRole } from '@spindle/sample-clinic';

/** What a test asks back of a mutation: its thing, and of each refusal what tells the way out. */
interface Selection {
  readonly thing: string;
  /** What the front desk may ask of it, where it records what it does not see. */
  readonly atTheDesk?: string;
  readonly refusals?: string;
}

const VISIT: Selection = { thing: 'appointment { id version state startsAt localStart }' };
const FIELD = '... on InvalidInputError { field }';
const PLAN = 'plan { id version state visitsPlanned visits { planned booked attended left } certifiedThrough }';
const ENCOUNTER = 'encounter { id painBefore painAfter needling { needlesIn needlesOut distinctMuscles procedureCode } timedUnits { minutes } }';
const NOTE = 'note { id version state subjective signingChecks { check finding overrideReason } }';

/** The operations of the clinical record and of the visits around it, by the name of their mutation. */
const SELECTIONS = {
  bookFreeConsultation: { thing: 'confirmationCode appointment { id version state startsAt lead { id name } patient { id } }', refusals: `${FIELD} ... on FreeConsultationHadError { possibleFrom }` },
  bookAppointment: VISIT,
  checkInPatient: VISIT, roomPatient: VISIT, startTreatment: VISIT, completeVisit: VISIT, cancelAppointment: VISIT,
  registerPatient: { thing: 'patient { id name { full } }', refusals: `${FIELD} ... on LeadAlreadyConvertedError { patient { id } }` },
  recordScreening: { thing: 'screening { id outcome findings { question effect } encounter { id } }', atTheDesk: 'screening { id }', refusals: '... on QuestionsUnansweredError { questions }' },
  decideScreening: { thing: 'screening { id decision { decision } }' },
  signConsent: { thing: 'consent { id signedOn validThrough signer { name } }', refusals: '... on InformationNotAcknowledgedError { missing }' },
  signCandidacy: { thing: 'candidacy { id verdict precautions signedOn practitioner { id } }', refusals: `${FIELD} ... on ScreeningNotPassedError { state }` },
  openEpisode: { thing: 'episode { id version status }', refusals: FIELD },
  proposeTreatmentPlan: { thing: PLAN, refusals: `${FIELD} ... on DiagnosisRetiredError { code retiredAfter successors }` },
  acceptTreatmentPlan: { thing: PLAN, refusals: '... on RedFlagsUnansweredError { questions { key } } ... on CandidacyNeededError { procedure }' },
  certifyPlan: { thing: 'certification { from through isDelayed plan { certifiedThrough } }', refusals: '... on CertificationNotAllowedError { rule }' },
  bookSeries: { thing: 'series { id version visits { ordinal appointment { id version state startsAt } } }', refusals: FIELD },
  cancelSeries: { thing: 'series { visits { ordinal appointment { state } } }' },
  recordNeedlingSite: { thing: ENCOUNTER, refusals: `${FIELD} ... on MuscleUnknownError { muscleKey }` },
  recordPain: { thing: ENCOUNTER },
  addBodyMark: { thing: 'bodyMark { id region intensity }', refusals: `${FIELD} ... on UnknownBodyRegionError { region }` },
  recordServiceLine: { thing: ENCOUNTER, refusals: `${FIELD} ... on ProcedureUnknownError { code }` },
  recordCondition: { thing: 'condition { id code { code } }', refusals: `${FIELD} ... on DiagnosisRetiredError { code retiredAfter successors }` },
  recordOutcomeScore: { thing: 'outcomeScore { id value measure { code } }', atTheDesk: 'outcomeScore { id }', refusals: `${FIELD} ... on AnswersMissingError { items }` },
  saveNote: { thing: NOTE, refusals: '... on EncounterNotOpenError { status } ... on NoteConflictError { currentVersion current { subjective } yours { subjective } }' },
  signNote: { thing: NOTE, refusals: '... on SigningRefusedError { failures }' },
  writeProgressReport: { thing: 'report { from through treatmentDays outcomeScores { value } goals { goal progress } }', refusals: FIELD },
  dischargePatient: { thing: 'episode { id status dischargeSummary { outcome treatmentDays } plans { edges { node { state } } } }', refusals: FIELD },
} as const satisfies Readonly<Record<string, Selection>>;

export type ClinicalOperation = keyof typeof SELECTIONS;

/** The document of an operation, as the client of somebody of a role would send it. */
export function documentOf(name: ClinicalOperation, role: DemoRole): string {
  const { thing: shown, atTheDesk = shown, refusals = '' }: Selection = SELECTIONS[name];
  const thing = role === 'FRONT_DESK' ? atTheDesk : shown;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${name}(input: $input) { ${thing} errors { __typename ... on UserError { message } ${refusals} } } }`;
}

/** What anybody answers who has nothing to report, with what the test wants otherwise. */
export function answersTo(questions: readonly { readonly key: string; readonly options: readonly { readonly key: string; readonly effect: string }[] }[], otherwise: Readonly<Record<string, string>> = {}): object[] {
  return questions.map(({ key, options }) => ({ question: key, option: otherwise[key] ?? options.find(({ effect }) => effect === 'CLEAR')?.key }));
}

/** Two needles in a muscle, with what the test wants otherwise. */
export function needlesIn(muscleKey: string, otherwise: object = {}): object {
  return {
    muscleKey, side: 'RIGHT', needleDiameterMm: 0.3, needleLengthMm: 40, lot: 'L-2031', needlesIn: 2, needlesOut: 2,
    tautBand: true, twitchResponse: 'SEEN', sensation: 'like a cramp', electricalStimulation: false, ...otherwise,
  };
}
