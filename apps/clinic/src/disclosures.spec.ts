import { randomUUID } from 'node:crypto';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE } from '@spindle/sample-clinic';
import { TestClinic, type As } from './testing/test-clinic';

const PAGE = 'query ($id: ID!, $first: Int, $after: String) { patient(id: $id) { disclosures(first: $first, after: $after) { edges { node { id disclosedOn recipientName recipientAddress description basis purpose recordedBy correctionReason predecessor { id purpose } } } pageInfo { hasNextPage endCursor } } } }';
const RECORD = 'mutation ($input: RecordDisclosureInput!) { recordDisclosure(input: $input) { disclosure { id } errors { __typename ... on UserError { message } } } }';
const CORRECT = 'mutation ($input: CorrectDisclosureInput!) { correctDisclosure(input: $input) { disclosure { id } errors { __typename } } }';
const TOLD = { recipientName: 'County court', recipientAddress: '1 Court Square, Denver', description: 'Notes of March', basis: 'JUDICIAL_PROCEEDING', purpose: 'Subpoena 12' };

interface Told { readonly id: string; readonly disclosedOn: string; readonly recordedBy: string; readonly [field: string]: unknown }
interface Answer { readonly disclosure: { readonly id: string } | null; readonly errors: readonly { readonly __typename: string }[] }

let clinic: TestClinic;
const own = DEMO_PEOPLE.PATIENT.patientId ?? '';
beforeAll(async () => { clinic = await TestClinic.start(); }, 180_000);
afterAll(() => clinic.stop());

const day = (yearsAgo = 0, daysLater = 0): string => {
  const then = new Date();
  return new Date(Date.UTC(then.getUTCFullYear() - yearsAgo, then.getUTCMonth(), then.getUTCDate() - 1 + daysLater)).toISOString().slice(0, 10);
};
const record = async (details: object, { patientId = own, as = {} }: { patientId?: string; as?: As } = {}): Promise<Answer> =>
  (await clinic.front.ask<{ recordDisclosure: Answer }>(RECORD, { input: { idempotencyKey: randomUUID(), patientId, details: { ...TOLD, disclosedOn: day(), ...details } } }, as)).data.recordDisclosure;
const correct = async (disclosureId: string | undefined, details: object): Promise<Answer> =>
  (await clinic.front.ask<{ correctDisclosure: Answer }>(CORRECT, { input: { idempotencyKey: randomUUID(), disclosureId, details: { ...TOLD, disclosedOn: day(), ...details }, reason: 'The number was wrong' } })).data.correctDisclosure;
const kept = async (): Promise<string> => (await clinic.rows<{ kept: string }>(`SELECT md5(string_agg(d::text, '' ORDER BY d.id)) AS kept FROM patient.disclosure d`))[0]?.kept ?? '';
const accounting = async (as: As, id = own): Promise<Told[]> => (await clinic.front.ask<{ patient: { disclosures: { edges: { node: Told }[] } } }>(PAGE, { id, first: 50 }, as)).data.patient.disclosures.edges.map(({ node }) => node);

describe('the accounting of disclosures', () => {
  it('shows staff and the patient the date, the recipient and address, what and what for, of six years, the newest first', async () => {
    const [first, second] = [await record({}), await record({ disclosedOn: day(6, 3), recipientAddress: null })];
    expect([first.errors, second.errors]).toEqual([[], []]);
    await record({ disclosedOn: day(6, -3), purpose: 'Too long ago' });
    for (const role of ['FRONT_DESK', 'PATIENT', 'PRACTICE_ADMIN'] as const) {
      const told = await accounting({ role });
      expect(told.map(({ id }) => id)).toEqual([first.disclosure?.id, second.disclosure?.id]);
      expect(told[0]).toMatchObject({ ...TOLD, disclosedOn: day(), recordedBy: DEMO_PEOPLE.FRONT_DESK.id, predecessor: null });
    }
  });

  it.each(['TREATMENT', 'PAYMENT', 'OPERATIONS', 'TO_PATIENT', 'PATIENT_AUTHORIZATION'])('leaves out what is disclosed for %s, and says where that is found', async (basis) => {
    const before = await kept();
    expect(await record({ basis })).toMatchObject({ disclosure: null, errors: [{ __typename: 'DisclosureNotAccountableError', message: expect.stringContaining('access report') }] });
    expect(await kept()).toBe(before);
  });

  it('keeps what was recorded when it is corrected, and corrects it once', async () => {
    const { disclosure } = await record({ purpose: 'Subpoena 21' });
    const corrected = await correct(disclosure?.id, { purpose: 'Subpoena 12' });
    expect((await accounting({ role: 'PATIENT' })).find(({ id }) => id === corrected.disclosure?.id)).toMatchObject({ purpose: 'Subpoena 12', correctionReason: 'The number was wrong', predecessor: { id: disclosure?.id, purpose: 'Subpoena 21' } });
    expect((await accounting({ role: 'PATIENT' })).map(({ id }) => id)).not.toContain(disclosure?.id);
    expect(await correct(disclosure?.id, {})).toMatchObject({ disclosure: null, errors: [{ __typename: 'DisclosureCorrectedError' }] });
    expect(await correct(randomUUID(), {})).toMatchObject({ disclosure: null, errors: [{ __typename: 'DisclosureNotFoundError' }] });
  });

  it('is a file too, for whom the graph shows it to, with no cell that a spreadsheet would run', async () => {
    const [patient] = await clinic.rows<{ id: string }>('SELECT id FROM patient.patient WHERE practice_id = $1 AND id <> $2 ORDER BY id DESC LIMIT 1', [SAMPLE_PRACTICES.spindle.id, own]);
    const cells = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)'];
    for (const purpose of cells) expect((await record({ purpose }, { patientId: patient?.id ?? '' })).errors).toEqual([]);
    const file = async (as: As, id = patient?.id) => fetch(`${clinic.front.url}/patients/${id}/disclosures.csv`, { headers: { authorization: `Bearer ${await clinic.front.token(as)}` } });
    const answer = await file({});
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="disclosures.csv"']);
    for (const cell of cells) expect(text).toContain(`'${cell.replaceAll('"', '""')}`);
    expect(text.split('\r\n')).toHaveLength(cells.length + 2);
    const read = await clinic.rows<{ classes: string[] }>(`SELECT field_classes AS classes FROM patient.audit_event WHERE patient_id = $1 AND operation = 'DisclosuresFile'`, [patient?.id]);
    expect(read.flatMap(({ classes }) => classes)).toContain('DISCLOSURE');
    expect([(await file({ role: 'PATIENT' })).status, (await file({ role: 'PATIENT' }, own)).status]).toEqual([404, 200]);
  });

  it.each<[string, object, string]>([['of tomorrow', { disclosedOn: day(0, 4) }, 'InvalidInputError'], ['to nobody', { recipientName: ' ' }, 'InvalidInputError']])('takes none %s', async (_name, details, error) => {
    const before = await kept();
    expect(await record(details)).toMatchObject({ disclosure: null, errors: [{ __typename: error }] });
    expect(await kept()).toBe(before);
  });

  it("is kept of no other practice's patient, by no patient, and shown to no other patient", async () => {
    const theirs = SECOND_DEMO_PEOPLE.PATIENT.patientId ?? '';
    expect(await record({}, { patientId: theirs })).toEqual(await record({}, { patientId: randomUUID() }));
    expect((await clinic.front.ask(RECORD, { input: { idempotencyKey: randomUUID(), patientId: own, details: { ...TOLD, disclosedOn: day() } } }, { role: 'PATIENT' })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const [another] = await clinic.rows<{ id: string }>('SELECT id FROM patient.patient WHERE practice_id = $1 AND id <> $2 LIMIT 1', [SAMPLE_PRACTICES.spindle.id, own]);
    await record({}, { patientId: another?.id ?? '' });
    expect((await clinic.front.ask(PAGE, { id: another?.id }, { role: 'PATIENT' })).data).toEqual({ patient: null });
    expect(await accounting({ role: 'BILLER' }, another?.id)).toHaveLength(1);
  });
});
