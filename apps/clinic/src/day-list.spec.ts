import { randomUUID } from 'node:crypto';
import { onStatement } from '@spindle/database';
import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { OPERATIONS } from '@spindle/supergraph';
import { TestClinic, type As } from './testing/test-clinic';

const STANDING = `('BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED', 'HELD')`;
const PIN = 'mutation ($input: PinAlertInput!) { pinAlert(input: $input) { errors { __typename } } }';
const UPDATE = 'mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { errors { __typename } } }';

describe('the day on paper, for when the system is down', () => {
  let clinic: TestClinic;
  let day: string;
  let patients: { readonly id: string; readonly version: number; readonly family: string }[];
  beforeAll(async () => {
    clinic = await TestClinic.start();
    const site = [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.broomfield];
    day = (await clinic.rows<{ day: string }>(`SELECT local_start::date::text AS day FROM scheduling.appointment WHERE practice_id = $1 AND location_id = $2 AND state IN ${STANDING} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`, site))[0]?.day ?? '';
    patients = await clinic.rows(`SELECT DISTINCT p.id, p.version, p.family_name AS family FROM scheduling.appointment a JOIN patient.patient p ON p.practice_id = a.practice_id AND p.id = a.patient_id
      WHERE a.practice_id = $1 AND a.location_id = $2 AND a.local_start::date = $3 AND a.state IN ${STANDING} ORDER BY p.id`, [...site, day]);
    const [first, second] = patients;
    await clinic.front.ask(PIN, { input: { idempotencyKey: randomUUID(), patientId: first?.id, category: 'ADMINISTRATIVE', text: 'Comes by <van>, "waits" inside' } });
    await clinic.front.ask(PIN, { input: { idempotencyKey: randomUUID(), patientId: first?.id, category: 'CLINICAL', text: 'Fainted once' } }, { role: 'PRACTITIONER' });
    await clinic.front.ask(UPDATE, { input: { idempotencyKey: randomUUID(), id: second?.id, version: second?.version, interpreterLanguage: 'ase' } });
  }, 120_000);
  afterAll(() => clinic?.stop());

  const list = async (as: As = {}, query: object = {}): Promise<Response> =>
    fetch(`${clinic.front.url}/day-list?${new URLSearchParams({ site: SAMPLE_LOCATION_IDS.broomfield, date: day, ...query }).toString()}`, { headers: { authorization: `Bearer ${await clinic.front.token(as)}` } });

  it('is one page without anything beside it, kept nowhere, with each visit that is expected, by practitioner', async () => {
    const answer = await list();
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|src=|href=|@import|url\(/);
    const [{ visits, practitioners } = { visits: 0, practitioners: 0 }] = await clinic.rows<{ visits: number; practitioners: number }>(`SELECT count(*)::int AS visits, count(DISTINCT practitioner_id)::int AS practitioners FROM scheduling.appointment
      WHERE practice_id = $1 AND location_id = $2 AND local_start::date = $3 AND state IN ${STANDING}`, [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.broomfield, day]);
    expect(page.match(/<td>☐<\/td>/g)).toHaveLength(visits);
    expect(page.match(/<h2>/g)).toHaveLength(practitioners);
    for (const { family } of patients) expect(page).toContain(family.replaceAll("'", '&#39;'));
    expect(page).toMatch(/<td class="n">-?\d+\.\d{2} USD<\/td>/);
  });

  it("has the note pinned for the desk, not the one for those who treat, and the interpreter's language in words", async () => {
    const page = await (await list()).text();
    expect(page).toContain('<td>Comes by &#60;van&#62;, &#34;waits&#34; inside</td>');
    expect(page).not.toContain('Fainted');
    expect(page).toContain('<td>American Sign Language</td>');
  });

  it('says the same of note and interpreter on the day sheet', async () => {
    const { data, errors } = await clinic.front.ask<{ daySheet: { appointments: { patient: { id: string; interpreterLanguage: string | null; alerts: { text: string }[] } | null }[] } }>(OPERATIONS.daySheet, { locationId: SAMPLE_LOCATION_IDS.broomfield, date: day });
    expect(errors).toEqual([]);
    const shown = new Map(data.daySheet.appointments.map(({ patient }) => [patient?.id, patient]));
    expect(shown.get(patients[0]?.id ?? '')?.alerts).toEqual([{ text: 'Comes by <van>, "waits" inside' }]);
    expect(shown.get(patients[1]?.id ?? '')?.interpreterLanguage).toBe('ase');
  });

  it('is written down as a look at each of the records', async () => {
    const requestId = (await list()).headers.get('x-request-id');
    for (const schema of ['patient', 'billing']) {
      const seen = await clinic.rows<{ patient_id: string }>(`SELECT DISTINCT patient_id FROM ${schema}.audit_event WHERE request_id = $1 AND operation = 'DayList' AND person_id = $2`, [requestId, DEMO_PEOPLE.FRONT_DESK.id]);
      expect(seen.map(({ patient_id: id }) => id)).toEqual(expect.arrayContaining(patients.map(({ id }) => id)));
    }
  });

  it('takes seven statements at most, on the busiest day of all', async () => {
    let statements = 0;
    const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
    await list();
    stop();
    expect(statements).toBeLessThanOrEqual(7);
  });

  it('is refused to patients and to whoever is not signed in, and to nobody else who works there', async () => {
    expect((await list({ role: 'PATIENT' })).status).toBe(403);
    expect((await fetch(`${clinic.front.url}/day-list?site=${SAMPLE_LOCATION_IDS.broomfield}&date=${day}`)).status).toBe(401);
    expect((await list({ role: 'PRACTITIONER' })).status).toBe(200);
  });

  it.each<[object, number]>([[{ date: '2027-02-30' }, 400], [{ date: '' }, 400], [{ site: 'here' }, 400], [{ site: randomUUID() }, 404], [{ date: '1999-01-01' }, 200]])('asked for %j it answers %d', async (query, status) => {
    expect((await list({}, query)).status).toBe(status);
  });

  it("shows nothing of another practice's site, nor of one that is not the own", async () => {
    expect((await list({ practiceId: SAMPLE_PRACTICES.second.id, personId: randomUUID() })).status).toBe(404);
    expect((await list({ siteIds: [SAMPLE_LOCATION_IDS.westminster] })).status).toBe(404);
  });

  it('comes without balances while billing does not answer, and not at all without names', async () => {
    await clinic.rows('ALTER TABLE billing.ledger_entry RENAME TO ledger_entry_away');
    const answer = await list();
    const page = await answer.text();
    await clinic.rows('ALTER TABLE billing.ledger_entry_away RENAME TO ledger_entry');
    expect(answer.status).toBe(200);
    expect(page).toContain(patients[0]?.family.replaceAll("'", '&#39;'));
    expect(page).not.toMatch(/USD/);
    await clinic.rows('ALTER TABLE patient.patient_alert RENAME TO patient_alert_away');
    const without = await list();
    await clinic.rows('ALTER TABLE patient.patient_alert_away RENAME TO patient_alert');
    expect(without.status).toBe(503);
  });
});
