import { setTimeout as pause } from 'node:timers/promises';
import { addDays, type CalendarDay } from '@spindle/kernel';
import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS } from '@spindle/sample-clinic';
import { ClinicalDesk, type Versioned, type Visit } from './testing/clinical-desk';
import { needlesIn } from './testing/clinical-operations';

jest.setTimeout(30_000);

/** From the telephone to the discharge as people go through it: each step first in a way that is refused, then as it is done, over HTTP through the gateway. */
describe('a course of care', () => {
  let desk: ClinicalDesk;
  /** The day of the first treatment: behind all visits of the sample, and its six weeks without a holiday. */
  let firstDay: CalendarDay;
  let leadId: string;
  let consultation: Visit;
  let patientId: string;
  let episode: Versioned;
  let plan: Versioned;
  let series: Versioned & { readonly visits: readonly { readonly ordinal: number; readonly appointment: Visit }[] };
  const [nadia, broomfield] = [DEMO_PEOPLE.PRACTITIONER.practitionerId, SAMPLE_LOCATION_IDS.broomfield];
  const weeklyTimes = [{ weekday: 'MONDAY', time: '09:00' }, { weekday: 'THURSDAY', time: '09:00' }];
  const physician = { name: 'Dr. Ines Vega', npi: '1234567893', kind: 'PHYSICIAN' };
  const visitOf = (ordinal: number): Visit => series.visits[ordinal - 1]?.appointment as Visit;
  const dayOf = (ordinal: number) => addDays(firstDay, Math.floor((ordinal - 1) / 2) * 7 + ((ordinal - 1) % 2) * 3);

  beforeAll(async () => {
    desk = await ClinicalDesk.open();
    firstDay = await desk.firstMondayFree({ serviceTypeCode: 'DRY_NEEDLING', locationId: broomfield, practitionerId: nadia, weeklyTimes, visits: 12 });
    desk.clock.moveTo(`${addDays(firstDay, -6)}T16:00:00Z`);
  }, 180_000);
  afterAll(() => desk.close());

  it('begins with a call: the free consultation is booked for a lead, once', async () => {
    const call = { name: 'Nora Castellanos', telephone: '303-555-0177', concern: 'Her neck hurts at the wheel', source: 'FRIEND_OR_FAMILY', locationId: broomfield, practitionerId: nadia, startsAt: await desk.freeTime('CONSULT', nadia) };
    expect(await desk.does('FRONT_DESK', 'bookFreeConsultation', { ...call, telephone: '12' })).toMatchObject({ appointment: null, errors: [{ __typename: 'InvalidInputError', field: 'telephone' }] });
    const booked = await desk.made<Visit & { lead: { id: string }; patient: null }>('FRONT_DESK', 'bookFreeConsultation', { of: 'appointment', ...call });
    expect(booked).toMatchObject({ state: 'BOOKED', lead: { name: 'Nora Castellanos' }, patient: null });
    expect(await desk.does('FRONT_DESK', 'bookFreeConsultation', call)).toMatchObject({ errors: [{ __typename: 'FreeConsultationHadError' }] });
    [consultation, leadId] = [booked, booked.lead.id];
  });

  it('goes on with the consultation: the lead arrives on its day, and not before', async () => {
    desk.clock.moveTo(new Date(new Date(consultation.startsAt).getTime() - 86_400_000));
    expect(await desk.does('FRONT_DESK', 'checkInPatient', { appointmentId: consultation.id, version: 1 })).toMatchObject({ appointment: null, errors: [{ __typename: 'TransitionNotAllowedError' }] });
    desk.clock.moveTo(consultation.startsAt);
    consultation = await desk.step('checkInPatient', consultation);
    expect(consultation).toMatchObject({ state: 'ARRIVED' });
  });

  it('makes the lead a patient, whose consultation it becomes, with an encounter from the arrival on', async () => {
    const arrivedAt = desk.clock.now().toISOString();
    desk.clock.moveMinutes(10);
    const person = { name: { given: ['Nora'], family: 'Castellanos' }, birthDate: '1984-05-17', sex: 'FEMALE', telecom: [{ system: 'PHONE', value: '303-555-0177' }], leadId };
    expect(await desk.does('FRONT_DESK', 'registerPatient', { ...person, birthDate: '2984-05-17' })).toMatchObject({ patient: null, errors: [{ __typename: 'InvalidInputError', field: 'birthDate' }] });
    patientId = (await desk.made('FRONT_DESK', 'registerPatient', { of: 'patient', ...person })).id;
    expect(await desk.does('FRONT_DESK', 'registerPatient', { ...person, confirmedNew: true })).toMatchObject({ errors: [{ __typename: 'LeadAlreadyConvertedError', patient: { id: patientId } }] });
    consultation = await desk.step('completeVisit', await desk.step('startTreatment', await reread(consultation)));
    const { appointment } = await desk.reads<{ appointment: object }>('PRACTITIONER', 'query ($id: ID!) { appointment(id: $id) { patient { id } encounter { status period { start } } } }', { id: consultation.id });
    expect(appointment).toEqual({ patient: { id: patientId }, encounter: { status: 'FINISHED', period: { start: arrivedAt } } });
  });

  it('asks the questions before needling, all of them, and keeps the caution', async () => {
    const answers = await desk.answers('NEEDLING', { anticoagulant: 'yes' });
    const screening = { patientId, questionSet: 'NEEDLING' };
    expect(await desk.does('FRONT_DESK', 'recordScreening', { ...screening, answers: answers.slice(1) })).toMatchObject({ screening: null, errors: [{ __typename: 'QuestionsUnansweredError', questions: ['willing'] }] });
    expect(await desk.does('PRACTITIONER', 'signCandidacy', { patientId, procedure: 'NEEDLING', verdict: 'SUITABLE' })).toMatchObject({ candidacy: null, errors: [{ __typename: 'ScreeningNotPassedError', state: 'NOT_ASKED' }] });
    expect(await desk.made('PRACTITIONER', 'recordScreening', { of: 'screening', ...screening, answers })).toMatchObject({ outcome: 'CAUTION', findings: [{ question: 'anticoagulant', effect: 'CAUTION' }] });
  });

  it('lets the patient consent once the information is acknowledged, and not ahead of time', async () => {
    const { consentForm } = await desk.reads<{ consentForm: { version: number; information: { key: string }[] } }>('FRONT_DESK', 'query ($on: Date!) { consentForm(procedure: NEEDLING, on: $on) { version information { key } } }', { on: desk.clock.day() });
    const acknowledged = consentForm.information.map(({ key }) => key);
    const consent = { patientId, procedure: 'NEEDLING', formVersion: consentForm.version, signer: { kind: 'PATIENT', name: 'Nora Castellanos' } };
    expect(await desk.does('FRONT_DESK', 'signConsent', { ...consent, acknowledged: acknowledged.slice(1) })).toMatchObject({ consent: null, errors: [{ __typename: 'InformationNotAcknowledgedError', missing: ['cramp'] }] });
    expect(await desk.does('FRONT_DESK', 'signConsent', { ...consent, acknowledged, signedAt: `${firstDay}T15:00:00Z` })).toMatchObject({ errors: [{ __typename: 'ConsentSignedInFutureError' }] });
    expect(await desk.made('FRONT_DESK', 'signConsent', { of: 'consent', ...consent, acknowledged })).toMatchObject({ signedOn: desk.clock.day() });
  });

  it('has the plan proposed by a practitioner, with what goes beside the needle', async () => {
    const begun = { patientId, discipline: 'DRY_NEEDLING', reason: 'Neck pain when driving' };
    expect(await desk.does('FRONT_DESK', 'openEpisode', { ...begun, startedOn: firstDay })).toMatchObject({ episode: null, errors: [{ __typename: 'InvalidInputError', field: 'startedOn' }] });
    episode = await desk.made('FRONT_DESK', 'openEpisode', { of: 'episode', ...begun, startedOn: desk.clock.day() });
    const terms = {
      diagnosisCodes: ['M54.2'], goals: ['Turns the head to look over the shoulder', 'Sleeps through'], interventions: ['Dry needling', 'Exercise'], serviceTypeCodes: ['DRY_NEEDLING'],
      visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: firstDay, requiresCertification: true,
    };
    await expect(desk.does('FRONT_DESK', 'proposeTreatmentPlan', { episodeId: episode.id, plan: terms })).rejects.toThrow('FORBIDDEN');
    expect(await desk.does('PRACTITIONER', 'proposeTreatmentPlan', { episodeId: episode.id, plan: terms })).toMatchObject({ plan: null, errors: [{ __typename: 'CompanionInterventionNeededError' }] });
    plan = await desk.made('PRACTITIONER', 'proposeTreatmentPlan', { of: 'plan', episodeId: episode.id, plan: { ...terms, companionIntervention: 'Deep neck flexor exercise' } });
    expect(plan).toMatchObject({ state: 'PROPOSED', visits: null });
  });

  it('accepts the plan when the red flags were asked and a practitioner signed that needling is right, and not before', async () => {
    const acceptance = { planId: plan.id, version: plan.version };
    const refused = await desk.does('FRONT_DESK', 'acceptTreatmentPlan', acceptance);
    expect(refused).toMatchObject({ plan: null, errors: [{ __typename: 'RedFlagsUnansweredError', questions: expect.arrayContaining([{ key: 'saddle-numbness' }, { key: 'progressive-deficit' }]) }] });
    await desk.made('PRACTITIONER', 'recordScreening', { of: 'screening', patientId, questionSet: 'RED_FLAGS', answers: await desk.answers('RED_FLAGS') });
    expect(await desk.does('FRONT_DESK', 'acceptTreatmentPlan', acceptance)).toMatchObject({ errors: [{ __typename: 'CandidacyNeededError', procedure: 'NEEDLING' }] });
    const candidacy = { patientId, procedure: 'NEEDLING', verdict: 'WITH_PRECAUTIONS', precautions: 'Takes a blood thinner: thin needles, pressure after each.' };
    await expect(desk.does('FRONT_DESK', 'signCandidacy', candidacy)).rejects.toThrow('FORBIDDEN');
    expect(await desk.does('PRACTITIONER', 'signCandidacy', { ...candidacy, verdict: 'SUITABLE', precautions: null })).toMatchObject({ candidacy: null, errors: [{ __typename: 'InvalidInputError', field: 'verdict' }] });
    expect(await desk.made('PRACTITIONER', 'signCandidacy', { of: 'candidacy', ...candidacy })).toMatchObject({ practitioner: { id: nadia }, signedOn: desk.clock.day() });
    plan = await desk.made('FRONT_DESK', 'acceptTreatmentPlan', { of: 'plan', ...acceptance });
    expect(plan).toMatchObject({ state: 'ACCEPTED', visits: { planned: 12, booked: 0, attended: 0, left: 12 } });
  });

  it('books the twelve visits of the plan in one go', async () => {
    for (const search of ['TDN', 'IMS', 'trigger point', 'dry needling']) expect(await desk.reads('FRONT_DESK', 'query ($search: String) { serviceTypes(search: $search) { edges { node { code } } } }', { search })).toEqual({ serviceTypes: { edges: [{ node: { code: 'DRY_NEEDLING' } }] } });
    const request = { planId: plan.id, locationId: broomfield, practitionerId: nadia, weeklyTimes };
    expect(await desk.does('FRONT_DESK', 'bookSeries', { policy: 'ALL_OR_NOTHING', request: { ...request, serviceTypeCode: 'MANUAL_THERAPY' } })).toMatchObject({ series: null, errors: [{ __typename: 'InvalidInputError', field: 'request.serviceTypeCode' }] });
    series = await desk.made('FRONT_DESK', 'bookSeries', { of: 'series', policy: 'ALL_OR_NOTHING', request });
    expect(series.visits).toHaveLength(12);
    const { treatmentPlan } = await desk.reads<{ treatmentPlan: object }>('FRONT_DESK', 'query ($id: ID!) { treatmentPlan(id: $id) { visits { booked left } } }', { id: plan.id });
    expect(treatmentPlan).toEqual({ visits: { booked: 12, left: 0 } });
  });

  it('does not needle before the patient came, nor after what has to be asked was forgotten', async () => {
    const [visit] = [visitOf(1)];
    desk.clock.moveTo(visit.startsAt);
    expect(await desk.does('FRONT_DESK', 'startTreatment', { appointmentId: visit.id, version: visit.version })).toMatchObject({ appointment: null, errors: [{ __typename: 'TransitionNotAllowedError' }] });
    const arrived = await desk.step('checkInPatient', visit);
    const { appointment } = await desk.reads<{ appointment: object }>('FRONT_DESK', 'query ($id: ID!) { appointment(id: $id) { readiness { ready missing hasCautions consent { state } } serviceType { procedure } } }', { id: visit.id });
    expect(appointment).toEqual({ readiness: { ready: false, missing: ['Ask again what is asked at every visit.'], hasCautions: true, consent: { state: 'VALID' } }, serviceType: { procedure: 'NEEDLING' } });
    series = { ...series, visits: series.visits.map((each) => (each.ordinal === 1 ? { ...each, appointment: arrived } : each)) };
  });

  it('treats at the first visit: what is unknown, out of order or left out is refused', async () => {
    const encounterId = await desk.encounterOf(visitOf(1));
    await askAgain(encounterId);
    const treating = await desk.step('startTreatment', await desk.step('roomPatient', visitOf(1)));
    desk.clock.moveMinutes(5);
    expect(await desk.does('PRACTITIONER', 'recordNeedlingSite', { encounterId, entry: needlesIn('levator-of-nothing') })).toMatchObject({ encounter: null, errors: [{ __typename: 'MuscleUnknownError', muscleKey: 'levator-of-nothing' }] });
    for (const muscle of ['trapezius-upper', 'levator-scapulae', 'splenius-capitis']) await desk.made('PRACTITIONER', 'recordNeedlingSite', { of: 'encounter', encounterId, entry: needlesIn(muscle) });
    desk.clock.moveMinutes(5);
    expect(await desk.does('PRACTITIONER', 'recordScreening', { patientId, questionSet: 'NEEDLING', encounterId, answers: await desk.answers('NEEDLING') })).toMatchObject({ screening: null, errors: [{ __typename: 'AskedTooLateError' }] });
    await desk.made('PRACTITIONER', 'recordPain', { of: 'encounter', encounterId, phase: 'BEFORE', score: 7 });
    const note = await write(encounterId);
    expect(await desk.does('PRACTITIONER', 'signNote', { noteId: note.id, version: note.version })).toMatchObject({ note: null, errors: [{ __typename: 'SigningRefusedError', failures: ['PAIN_RECORDED'] }] });
    await desk.made('PRACTITIONER', 'recordPain', { of: 'encounter', encounterId, phase: 'AFTER', score: 4 });
    await desk.step('completeVisit', treating);
    expect(await desk.made('PRACTITIONER', 'signNote', { of: 'note', noteId: note.id, version: note.version })).toMatchObject({ state: 'SIGNED', signingChecks: Array.from({ length: 6 }, () => expect.objectContaining({ finding: 'MET' }) as unknown) });
    await measure([3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 60);
  });

  it('is certified by a physician, and by nobody who may not', async () => {
    const certification = { planId: plan.id, from: firstDay, through: addDays(firstDay, 27), basis: 'SIGNATURE', certifier: physician, signedOn: desk.clock.day() };
    expect(await desk.does('FRONT_DESK', 'certifyPlan', { ...certification, certifier: { ...physician, kind: 'CHIROPRACTOR' } })).toMatchObject({ certification: null, errors: [{ __typename: 'CertificationNotAllowedError', rule: 'CERTIFIER_KIND' }] });
    expect(await desk.made('FRONT_DESK', 'certifyPlan', { of: 'certification', ...certification })).toMatchObject({ isDelayed: false, plan: { certifiedThrough: addDays(firstDay, 27) } });
  });

  it.each([2, 3, 4])('treats at visit %d, with needles, scores and a signed note', treat);

  it('reminds of the next certification two weeks before the days end: the clinic does so by itself', async () => {
    desk.clock.moveTo(`${addDays(firstDay, 12)}T18:00:00Z`);
    expect(await dues()).toMatchObject([{ kind: 'INITIAL_CERTIFICATION', state: 'DONE' }]);
    desk.clock.moveTo(`${addDays(firstDay, 13)}T18:00:00Z`);
    while ((await dues()).length < 2) await pause(200);
    expect(await dues()).toMatchObject([{ kind: 'INITIAL_CERTIFICATION' }, { kind: 'RECERTIFICATION', state: 'OPEN' }]);
  }, 30_000);

  it.each([5, 6])('treats at visit %d, with needles, scores and a signed note', treat);

  async function treat(ordinal: number): Promise<void> {
    const visit = visitOf(ordinal);
    desk.clock.moveTo(visit.startsAt);
    expect(await desk.does('FRONT_DESK', 'completeVisit', { appointmentId: visit.id, version: visit.version })).toMatchObject({ errors: [{ __typename: 'TransitionNotAllowedError' }] });
    const arrived = await desk.step('checkInPatient', visit);
    const encounterId = await desk.encounterOf(visit);
    await askAgain(encounterId);
    const treating = await desk.step('startTreatment', await desk.step('roomPatient', arrived));
    await desk.made('PRACTITIONER', 'recordNeedlingSite', { of: 'encounter', encounterId, entry: needlesIn('trapezius-upper') });
    const treated = await desk.made('PRACTITIONER', 'recordNeedlingSite', { of: 'encounter', encounterId, entry: needlesIn('levator-scapulae') });
    expect(treated).toMatchObject({ needling: { needlesIn: 4, needlesOut: 4, distinctMuscles: 2, procedureCode: '20560' } });
    await desk.made('PRACTITIONER', 'recordPain', { of: 'encounter', encounterId, phase: 'BEFORE', score: 7 - ordinal });
    await desk.made('PRACTITIONER', 'recordPain', { of: 'encounter', encounterId, phase: 'AFTER', score: Math.max(0, 5 - ordinal) });
    await desk.made('PRACTITIONER', 'recordServiceLine', { of: 'encounter', encounterId, line: { code: '97110', minutesByClinician: 23, minutesByAssistant: 0 } });
    const note = await write(encounterId);
    await desk.step('completeVisit', treating);
    expect(await desk.made('PRACTITIONER', 'signNote', { of: 'note', noteId: note.id, version: note.version })).toMatchObject({ state: 'SIGNED' });
  }

  it('wants the outcome measured at half of the visits, and is satisfied by a score', async () => {
    expect(await dues()).toMatchObject([{ kind: 'INITIAL_CERTIFICATION', state: 'DONE' }, { kind: 'RECERTIFICATION', state: 'OPEN' }, { kind: 'OUTCOME_MEASURE', state: 'OPEN' }]);
    expect(await desk.does('FRONT_DESK', 'recordOutcomeScore', { patientId, measure: 'NDI', answeredOn: desk.clock.day(), answers: [{ item: 1, answer: 1 }] })).toMatchObject({ outcomeScore: null, errors: [{ __typename: 'AnswersMissingError' }] });
    await measure([1, 2, 1, 2, 1, 2, 1, 2, 2, 2], 32);
    expect(await dues()).toMatchObject([{ kind: 'INITIAL_CERTIFICATION', state: 'DONE' }, { kind: 'RECERTIFICATION', state: 'OPEN' }, { kind: 'OUTCOME_MEASURE', state: 'DONE', doneOn: dayOf(6) }]);
    const { patient } = await desk.reads<{ patient: object }>('PRACTITIONER', 'query ($id: ID!) { patient(id: $id) { outcomeTrend(measure: "NDI") { change { improvement judgements { kind value verdict } } } } }', { id: patientId });
    expect(patient).toMatchObject({ outcomeTrend: { change: { improvement: 28, judgements: expect.arrayContaining([{ kind: 'MCID', value: 15, verdict: 'IMPROVED' }]) } } });
  });

  it('is reported on, goal by goal, with the scores of its days', async () => {
    const report = { planId: plan.id, through: dayOf(6), assessment: 'Pain went from 7 to 1; goes on as planned.', goals: [{ progress: 'IMPROVED', note: '70 degrees' }, { progress: 'MET' }] };
    expect(await desk.does('PRACTITIONER', 'writeProgressReport', { ...report, goals: report.goals.slice(1) })).toMatchObject({ report: null, errors: [{ __typename: 'InvalidInputError', field: 'goals' }] });
    expect(await desk.made('PRACTITIONER', 'writeProgressReport', { of: 'report', ...report })).toMatchObject({ from: firstDay, through: dayOf(6), treatmentDays: 6, outcomeScores: [{ value: 60 }, { value: 32 }], goals: [{ progress: 'IMPROVED' }, { progress: 'MET' }] });
    expect(await desk.does('PRACTITIONER', 'writeProgressReport', report)).toMatchObject({ errors: [{ __typename: 'NothingToReportError' }] });
  });

  it('is certified again before its days end, without a gap', async () => {
    const again = { planId: plan.id, from: addDays(firstDay, 28), through: addDays(firstDay, 60), basis: 'SIGNATURE', certifier: physician, signedOn: desk.clock.day() };
    expect(await desk.does('BILLER', 'certifyPlan', { ...again, from: addDays(firstDay, 20) })).toMatchObject({ certification: null, errors: [{ __typename: 'CertificationNotAllowedError', rule: 'PERIOD_OVERLAP' }] });
    expect(await desk.made('BILLER', 'certifyPlan', { of: 'certification', ...again })).toMatchObject({ isDelayed: false, plan: { certifiedThrough: addDays(firstDay, 60) } });
    expect((await dues()).filter(({ kind }) => kind === 'RECERTIFICATION')).toMatchObject([{ state: 'DONE' }]);
  });

  it('ends with a discharge that closes the plan; what is still booked is on the worklist until it is cancelled', async () => {
    const end = { episodeId: episode.id, version: episode.version, dischargedOn: desk.clock.day(), outcome: 'GOALS_MET', summary: 'Drives without pain; goes on with the exercises at home.' };
    await expect(desk.does('FRONT_DESK', 'dischargePatient', end)).rejects.toThrow('FORBIDDEN');
    expect(await desk.does('PRACTITIONER', 'dischargePatient', { ...end, dischargedOn: dayOf(5) })).toMatchObject({ episode: null, errors: [{ __typename: 'InvalidInputError', field: 'dischargedOn' }] });
    expect(await desk.made('PRACTITIONER', 'dischargePatient', { of: 'episode', ...end })).toMatchObject({ status: 'FINISHED', dischargeSummary: { outcome: 'GOALS_MET', treatmentDays: 6 }, plans: { edges: [{ node: { state: 'CLOSED' } }] } });
    const { appointment } = await desk.reads<{ appointment: object }>('FRONT_DESK', 'query ($id: ID!) { appointment(id: $id) { state needsAttention { reason } } }', { id: visitOf(7).id });
    expect(appointment).toEqual({ state: 'BOOKED', needsAttention: [{ reason: 'PLAN_CLOSED' }] });
    const cancelled = await desk.made<{ visits: { appointment: { state: string } }[] }>('FRONT_DESK', 'cancelSeries', { of: 'series', seriesId: series.id, version: series.version, ordinal: 7, scope: 'THIS_AND_FOLLOWING', reasonCode: 'OTHER', reason: 'The course is over' });
    expect(cancelled.visits.map(({ appointment: { state } }) => state)).toEqual([...Array.from({ length: 6 }, () => 'COMPLETED'), ...Array.from({ length: 6 }, () => 'CANCELLED')]);
  });

  it('is on the chart from end to end, and takes nothing more', async () => {
    const { patient } = await desk.reads<{ patient: { encounters: { edges: { node: { note: { state: string } | null } }[] } } }>('PRACTITIONER', `query ($id: ID!) { patient(id: $id) {
      encounters(first: 20) { edges { node { status note { state } } } } candidacies { edges { node { verdict } } } consents { edges { node { signer { name } } } } treatmentPlans { edges { node { state visits { attended } } } } } }`, { id: patientId });
    expect(patient).toMatchObject({ candidacies: { edges: [{ node: { verdict: 'WITH_PRECAUTIONS' } }] }, consents: { edges: [{ node: { signer: { name: 'Nora Castellanos' } } }] }, treatmentPlans: { edges: [{ node: { state: 'CLOSED', visits: { attended: 6 } } }] } });
    expect(patient.encounters.edges.map(({ node }) => node.note?.state ?? null)).toEqual([...Array.from({ length: 6 }, () => 'SIGNED'), null]);
    expect(await desk.does('PRACTITIONER', 'dischargePatient', { episodeId: episode.id, version: 2, dischargedOn: desk.clock.day(), outcome: 'GOALS_MET', summary: 'Once more, by mistake.' })).toMatchObject({ errors: [{ __typename: 'EpisodeClosedError' }] });
  });

  /** A visit as it is now: becoming a patient's visit changed it. */
  async function reread({ id }: Versioned): Promise<Visit> {
    return (await desk.reads<{ appointment: Visit }>('FRONT_DESK', 'query ($id: ID!) { appointment(id: $id) { id version startsAt state } }', { id })).appointment;
  }

  /** What is asked at every visit. */
  async function askAgain(encounterId: string): Promise<void> {
    const answers = [{ question: 'bleeding', option: 'no' }, { question: 'pregnancy', option: 'no' }];
    await desk.made('FRONT_DESK', 'recordScreening', { of: 'screening', patientId, questionSet: 'NEEDLING', encounterId, answers });
  }

  async function write(encounterId: string): Promise<Versioned> {
    const text = { subjective: 'Neck pain, less than last time.', objective: 'Taut bands, right side.', assessment: 'Improving.', plan: 'Again in three days.' };
    return desk.made('PRACTITIONER', 'saveNote', { of: 'note', encounterId, version: null, ...text });
  }

  async function measure(answers: readonly number[], value: number): Promise<void> {
    const score = { patientId, measure: 'NDI', answeredOn: desk.clock.day(), answers: answers.map((answer, index) => ({ item: index + 1, answer })) };
    expect(await desk.made('PRACTITIONER', 'recordOutcomeScore', { of: 'outcomeScore', ...score })).toMatchObject({ value });
  }

  async function dues(): Promise<readonly { readonly kind: string; readonly state: string }[]> {
    const { treatmentPlan } = await desk.reads<{ treatmentPlan: { obligations: { kind: string; state: string }[] } }>('FRONT_DESK', 'query ($id: ID!) { treatmentPlan(id: $id) { obligations { kind state doneOn } } }', { id: plan.id });
    return treatmentPlan.obligations;
  }
});
