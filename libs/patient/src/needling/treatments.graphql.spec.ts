import { newId } from '@spindle/database';
import { PatientClinic } from '../testing/patient-clinic';
import { anEntry, Treatment } from '../testing/treatment';

let clinic: PatientClinic;
let treatment: Treatment;
beforeAll(async () => {
  clinic = await PatientClinic.open();
  treatment = new Treatment(clinic);
});
afterAll(() => clinic.close());
beforeEach(() => treatment.begin());

describe('with needles', () => {
  it('is written down muscle by muscle, and its code follows from the muscles', async () => {
    expect(await treatment.needle()).toMatchObject({ encounter: { needling: { needlesIn: 2, needlesOut: 2, distinctMuscles: 1, procedureCode: '20560', sites: [{ side: 'LEFT', lot: 'L-2031', sensation: 'like a cramp', muscle: { name: expect.stringMatching(/trapezius/i) } }] } } });
    await treatment.needle({ side: 'RIGHT' });
    expect(await treatment.needle({ muscleKey: 'infraspinatus' })).toMatchObject({ encounter: { needling: { distinctMuscles: 2, procedureCode: '20560' } } });
    expect(await treatment.needle({ muscleKey: 'levator-scapulae' })).toMatchObject({ encounter: { needling: { distinctMuscles: 3, procedureCode: '20561' } } });
  });

  it.each([
    ['MuscleUnknownError', { muscleKey: 'biceps-of-the-ear' }], ['InvalidInputError', { side: 'MIDLINE' }], ['InvalidInputError', { needlesIn: 0 }], ['InvalidInputError', { needleLengthMm: 400 }],
  ])('answers %s to what cannot be, and writes nothing', async (kind, otherwise) => {
    const before = await treatment.stored();
    expect(await treatment.needle(otherwise)).toMatchObject({ encounter: null, errors: [{ __typename: kind }] });
    expect(await treatment.stored()).toEqual(before);
  });

  it('keeps what was corrected and what was taken back', async () => {
    const first = await treatment.needle({ needlesOut: 1 });
    const siteId = (first['encounter'] as { needling: { sites: { id: string }[] } }).needling.sites[0]?.id;
    const corrected = await treatment.mutate('correctNeedlingSite', { siteId, entry: anEntry() });
    expect(corrected).toMatchObject({ encounter: { needling: { needlesOut: 2, sites: [{}], history: [{ id: siteId }, { correctsId: siteId }] } } });
    expect(await treatment.mutate('correctNeedlingSite', { siteId, entry: anEntry() })).toMatchObject({ errors: [{ __typename: 'NeedlingSiteNotFoundError' }] });
    const standing = (corrected['encounter'] as { needling: { sites: { id: string }[] } }).needling.sites[0]?.id;
    expect(await treatment.mutate('withdrawNeedlingSite', { siteId: standing })).toMatchObject({ encounter: { needling: { needlesIn: 0, procedureCode: null, sites: [], history: [{}, {}, { withdrawn: true }] } } });
  });

  it('is not left to an assistant', async () => {
    const assistant = newId<'Practitioner'>();
    await treatment.credential(assistant, 'ASSISTANT_LICENSE');
    expect(await treatment.needle({}, assistant)).toMatchObject({ errors: [{ __typename: 'ServiceLineNotAllowedError', rule: 'ASSISTANT_MAY_NOT_NEEDLE' }] });
  });
});

describe('measured', () => {
  it('shows the last pain score before and after, and how far joints move', async () => {
    await treatment.pain(6, 4);
    expect(await treatment.mutate('recordPain', { encounterId: treatment.encounterId, phase: 'AFTER', score: 3 })).toMatchObject({ encounter: { painBefore: 6, painAfter: 3 } });
    expect(await treatment.mutate('recordRangeOfMotion', { encounterId: treatment.encounterId, phase: 'BEFORE', movement: 'cervical rotation', side: 'LEFT', degrees: 45 })).toMatchObject({ encounter: { rangeOfMotion: [{ phase: 'BEFORE', movement: 'cervical rotation', side: 'LEFT', degrees: 45 }] } });
  });

  it('refuses pain of 11', async () => {
    const before = await treatment.stored();
    expect(await treatment.mutate('recordPain', { encounterId: treatment.encounterId, phase: 'BEFORE', score: 11 })).toMatchObject({ encounter: null, errors: [{ __typename: 'PainOutOfRangeError' }] });
    expect(await treatment.stored()).toEqual(before);
  });
});

describe('in minutes', () => {
  const line = (code: string, minutesByClinician: number, otherwise: object = {}) => treatment.mutate('recordServiceLine', { encounterId: treatment.encounterId, line: { code, minutesByClinician, minutesByAssistant: 0, ...otherwise } });

  it('counts its timed units live, by both rules', async () => {
    await line('97110', 33);
    expect(await line('97140', 7)).toMatchObject({ encounter: { timedUnits: { minutes: 40, medicare: { units: 3, byCode: [{ code: '97110', units: 2 }, { code: '97140', units: 1 }] }, ama: { units: 2 } } } });
  });

  it('lists needling as its record has it', async () => {
    await treatment.needle();
    expect(await line('97110', 15)).toMatchObject({ encounter: { serviceLines: [{ id: null, code: '20560', label: 'needling, 1–2 muscles' }, { code: '97110', label: 'exercise', timed: true }] } });
  });

  it.each([
    ['ProcedureUnknownError', '99999', 10, {}], ['InvalidInputError', '97110', -5, {}], ['InvalidInputError', '97110', 0, {}], ['ServiceLineNotAllowedError', '20561', 0, {}],
  ])('answers %s to %s of %s minutes', async (kind, code, minutes, otherwise) => {
    const before = await treatment.stored();
    expect(await line(code, minutes, otherwise)).toMatchObject({ encounter: null, errors: [{ __typename: kind }] });
    expect(await treatment.stored()).toEqual(before);
  });

  it('similar to acupuncture, but not the same: never both on one day, not in another encounter of it either', async () => {
    await treatment.needle();
    expect(await line('97810', 15)).toMatchObject({ errors: [{ rule: 'NEEDLING_WITH_ACUPUNCTURE' }] });
    treatment.encounterId = await treatment.visit(treatment.practitionerId, new Date('2026-03-09T22:00:00Z'));
    expect(await line('97810', 15)).toMatchObject({ errors: [{ rule: 'NEEDLING_WITH_ACUPUNCTURE' }] });
    treatment.encounterId = await treatment.visit(treatment.practitionerId, new Date('2026-03-10T16:00:00Z'));
    expect((await line('97810', 15)).errors).toEqual([]);
  });

  it('solid filament needle, nothing injected: no injection into a needled muscle', async () => {
    await treatment.needle();
    expect(await line('20552', 0, { muscleKeys: ['trapezius-upper'] })).toMatchObject({ errors: [{ rule: 'NEEDLING_WITH_INJECTION' }] });
    expect((await line('20552', 0, { muscleKeys: ['infraspinatus'] })).errors).toEqual([]);
  });
});
