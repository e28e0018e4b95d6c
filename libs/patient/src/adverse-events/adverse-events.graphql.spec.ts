import { PatientClinic } from '../testing/patient-clinic';
import { Treatment } from '../testing/treatment';

let clinic: PatientClinic;
let treatment: Treatment;
beforeAll(async () => {
  clinic = await PatientClinic.open();
  treatment = new Treatment(clinic);
});
afterAll(() => clinic.close());
beforeEach(() => treatment.begin());

describe('with something untoward', () => {
  const event = (otherwise: object = {}) => treatment.mutate('recordAdverseEvent', { encounterId: treatment.encounterId, kind: 'BRUISE', severity: 'MILD', occurredAt: '2026-03-09T15:30:00Z', description: 'Bruise of 2 cm', actionTaken: 'Cold pack', ...otherwise });
  const tasks = async () => (await clinic.ask<{ careTasksDue: { edges: { node: { id: string; version: number; dueOn: string; encounter: { id: string } } }[] } }>('{ careTasksDue(first: 100) { edges { node { id version dueOn encounter { id } } } } }', {}, clinic.practitioner(treatment.practitionerId))).data.careTasksDue.edges.map(({ node }) => node).filter(({ encounter }) => encounter.id === treatment.encounterId);

  it('is written down after the signature too, and makes one task for the next day', async () => {
    const note = await treatment.complete();
    await treatment.mutate('signNote', { noteId: note.id, version: 1 });
    await event();
    expect(await event({ kind: 'PNEUMOTHORAX_SUSPECTED' })).toMatchObject({ adverseEvent: { severity: 'SERIOUS' } });
    const [task, ...others] = await tasks();
    expect([task?.dueOn, others]).toEqual(['2026-03-10', []]);
    expect(await treatment.mutate('completeCareTask', { careTaskId: task?.id, version: task?.version, outcome: 'Sore, no breathlessness.' })).toMatchObject({ careTask: { version: 2, outcome: 'Sore, no breathlessness.' } });
    expect(await treatment.mutate('completeCareTask', { careTaskId: task?.id, version: 2, outcome: 'again' })).toMatchObject({ errors: [{ __typename: 'CareTaskDoneError' }] });
    expect(await tasks()).toEqual([]);
  });

  it.each([['2026-03-09T15:00:00Z'], ['2026-03-10T15:00:00Z']])('refuses an event at %s: before the visit, or in the future', async (occurredAt) => {
    expect(await event({ occurredAt })).toMatchObject({ errors: [{ __typename: 'InvalidInputError', field: 'occurredAt' }] });
  });

  it('is told as a rate', async () => {
    clinic.now = new Date('2027-01-04T15:30:00Z');
    treatment.encounterId = await treatment.visit();
    await treatment.needle();
    await event({ occurredAt: '2027-01-04T15:30:00Z' });
    const report = async (from: string, through: string) => clinic.ask<{ adverseEventReport: object }>('query ($from: Date!, $through: Date!) { adverseEventReport(from: $from, through: $through) { needledEncounters events rates { kind events per1000 } } }', { from, through }, clinic.practitioner(treatment.practitionerId));
    expect((await report('2027-01-04', '2027-01-04')).data.adverseEventReport).toEqual({ needledEncounters: 1, events: 1, rates: [{ kind: 'BRUISE', events: 1, per1000: '1000.0' }] });
    expect((await report('2027-01-04', '2027-01-03')).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});
