import { newId, onStatement } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { consent, judgeNeedling, screen } from '../testing/clinical-steps';
import { NOW, PatientClinic } from '../testing/patient-clinic';

const OF_VISITS = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Appointment { readiness { procedure day ready missing consent { state } } } } }';

interface Visit { readonly readiness: { readonly ready: boolean; readonly missing: readonly string[] } | null }

describe('what precedes the treatment of a visit', () => {
  let clinic: PatientClinic;
  beforeAll(async () => { clinic = await PatientClinic.open(); });
  afterAll(() => clinic.close());

  const booked = (patientId: Id<'Patient'>, serviceTypeCode = 'DRY_NEEDLING', at = NOW) => clinic.visit({ patientId, practitionerId: newId(), at, serviceTypeCode, isCompleted: false });
  const readiness = async (ids: readonly string[]) => (await clinic.ask<{ _entities: Visit[] }>(OF_VISITS, { r: ids.map((id) => ({ __typename: 'Appointment', id })) })).data._entities.map((visit) => visit.readiness);

  it('is told of each, in plain words, for the day and the service of the visit', async () => {
    const [new1, ready] = [await clinic.register(), await clinic.register()];
    await screen(clinic, ready);
    await consent(clinic, ready);
    expect(await readiness([await booked(new1), await booked(ready), await booked(ready, 'DRY_NEEDLING', new Date('2026-03-16T15:00:00Z')), await booked(ready, 'PT_VISIT'), newId()])).toEqual([
      { procedure: 'NEEDLING', day: '2026-03-09', ready: false, missing: ['The screening questions were never asked.', 'The consent is not signed.'], consent: { state: 'NOT_SIGNED' } },
      { procedure: 'NEEDLING', day: '2026-03-09', ready: true, missing: [], consent: { state: 'VALID' } },
      { procedure: 'NEEDLING', day: '2026-03-16', ready: false, missing: ['Ask again what is asked at every visit.'], consent: { state: 'VALID' } },
      null,
      null,
    ]);
    await judgeNeedling(clinic, ready, { verdict: 'NOT_SUITABLE', alternative: 'Exercise' });
    expect(await readiness([await booked(ready)])).toMatchObject([{ ready: false, missing: ['A practitioner found the treatment not suitable.'] }]);
  });

  it('needs as many statements for many visits as for one', async () => {
    const visits = await Promise.all(Array.from({ length: 12 }, async () => booked(await clinic.register())));
    const count = async (ids: readonly string[]) => {
      let statements = 0;
      const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
      await readiness(ids);
      stop();
      return statements;
    };
    expect([await count(visits.slice(0, 1)), await count(visits)]).toEqual([4, 4]);
  });

  it('is what a service asks for, as in force today', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ServiceType { code procedure screeningQuestions { key version } consentForm { version title } } } }';
    const { data } = await clinic.ask<{ _entities: object[] }>(query, { r: ['DRY_NEEDLING', 'PT_VISIT'].map((code) => ({ __typename: 'ServiceType', code })) });
    expect(data._entities).toEqual([
      { code: 'DRY_NEEDLING', procedure: 'NEEDLING', screeningQuestions: { key: 'NEEDLING', version: 1 }, consentForm: { version: 1, title: 'Consent to dry needling' } },
      { code: 'PT_VISIT', procedure: null, screeningQuestions: null, consentForm: null },
    ]);
  });
});
