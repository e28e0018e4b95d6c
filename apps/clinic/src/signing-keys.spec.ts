import { randomBytes, randomUUID } from 'node:crypto';
import type { TestDatabase } from '@spindle/database/testing';
import { SAMPLE_LOCATION_IDS } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { OPERATIONS, subgraphs } from '@spindle/supergraph';
import { startSplitClinic, type SplitClinic } from './split-clinic';
import { asAdmin, Front, seededDatabase } from './testing/test-clinic';

const REGISTER = 'mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename } } }';
const [OLD, NEW] = [`old:${randomBytes(32).toString('base64url')}`, `new:${randomBytes(32).toString('base64url')}`];
const keys = (...list: readonly string[]) => ({ SPINDLE_REQUEST_KEYS: list.join(',') });

describe('keys of signed requests, changed process by process', () => {
  let database: TestDatabase;
  let clinic: SplitClinic;
  let front: Front;

  beforeAll(async () => {
    database = await seededDatabase();
    clinic = await startSplitClinic({ place: database, port: 0, logger: jsonLogger(() => undefined), environment: { ...keys(OLD), SUBGRAPH_TIMEOUT_MS: '20000' } });
    front = new Front(clinic.url, database);
  }, 120_000);
  afterAll(async () => {
    await clinic.stop();
    await database.drop();
  }, 60_000);

  /** A query over all three subgraphs, a change, and the change's event at its subscribers. */
  async function expectWhole(): Promise<void> {
    const sheet = await front.ask(OPERATIONS.daySheet, { locationId: SAMPLE_LOCATION_IDS.broomfield, date: '2026-11-25' });
    expect({ status: sheet.status, errors: sheet.errors }).toEqual({ status: 200, errors: [] });
    const chart = await front.ask(OPERATIONS.chart, { patientId: await register() }, { role: 'PRACTITIONER' });
    expect(chart.errors).toEqual([]);
    for (let waiting = 1; waiting > 0;) [{ waiting }] = await asAdmin<{ waiting: number }>(database, 'SELECT count(*)::int AS waiting FROM patient.outbox_delivery WHERE delivered_at IS NULL AND parked_at IS NULL') as [{ waiting: number }];
    expect(await asAdmin(database, 'SELECT 1 FROM patient.outbox_delivery WHERE parked_at IS NOT NULL OR attempts > 1')).toEqual([]);
  }

  async function register(): Promise<string> {
    const input = { idempotencyKey: randomUUID(), name: { given: ['Key'], family: 'Ring' }, birthDate: '1980-01-01', sex: 'OTHER', confirmedNew: true };
    const { data, errors } = await front.ask<{ registerPatient: { patient: { id: string } } }>(REGISTER, { input });
    expect(errors).toEqual([]);
    return data.registerPatient.patient.id;
  }

  it('lose no request, whoever has the new key first, and refuse the old one once it is retired', async () => {
    await Promise.all(subgraphs.map(({ name }) => clinic.restart(name, keys(OLD))));
    await expectWhole();
    await clinic.restart('gateway', keys(NEW, OLD));
    await expectWhole();
    await clinic.restart('patient', keys(NEW, OLD));
    await expectWhole();
    await Promise.all([clinic.restart('scheduling', keys(NEW, OLD)), clinic.restart('gateway', keys(OLD))]);
    await expectWhole();
    await Promise.all([clinic.restart('billing', keys(NEW, OLD)), clinic.restart('gateway', keys(NEW, OLD))]);
    await expectWhole();
    await Promise.all(subgraphs.map(({ name }) => clinic.restart(name, keys(NEW))));
    await expectWhole();
    await clinic.restart('gateway', keys(OLD));
    const refused = await front.ask(OPERATIONS.chart, { patientId: randomUUID() }, { role: 'PRACTITIONER' });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  }, 300_000);
});
