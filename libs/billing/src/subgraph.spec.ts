import { randomUUID } from 'node:crypto';
import { newId, onStatement, schemaDrift, tenantTableFlaws, type StatementSent } from '@spindle/database';
import { entityNames, type DomainEvent } from '@spindle/subgraph';
import { billingSchema } from './subgraph';
import { resolvers } from './resolvers.generated';
import { BillingClinic } from './testing/billing-clinic';

let clinic: BillingClinic;
beforeAll(async () => { clinic = await BillingClinic.open(); });
afterAll(() => clinic.close());

it('keeps practices apart by its catalogue', async () => {
  expect(await tenantTableFlaws(clinic.test.adminUrl)).toEqual([]);
});

it('has the tables its entities describe', async () => {
  expect(await schemaDrift(billingSchema, clinic.test)).toEqual([]);
});

it('resolves a reference to each of its entities', () => {
  const entities = entityNames(clinic.subgraph.schema);
  expect(entities).toEqual(expect.arrayContaining(['Appointment', 'Charge', 'Claim', 'Coverage', 'Encounter', 'ImportedClaim', 'InsurancePlan', 'Patient', 'Payer']));
  for (const name of entities) expect(resolvers[name as 'Claim']).toHaveProperty('__resolveReference');
});

it('records each event once, in the order of its aggregate', async () => {
  const [appointmentId, patientId] = [newId(), newId()];
  const event = (sequence: number): DomainEvent => ({
    id: newId(), type: 'AppointmentBooked', version: 1, practiceId: clinic.practice, source: 'scheduling', aggregateId: appointmentId, sequence, occurredAt: '2026-03-09T15:00:00.000Z',
    payload: { appointmentId, patientId, practitionerId: newId(), locationId: newId(), serviceTypeCode: 'DN', startsAt: '2026-03-10T15:00:00.000Z', endsAt: '2026-03-10T15:30:00.000Z' },
  });
  const [first, second] = [event(1), event(2)];
  expect(await clinic.subgraph.receive(second)).toBe('OUT_OF_ORDER');
  expect(await clinic.subgraph.receive(first)).toBe('APPLIED');
  expect(await clinic.subgraph.receive(first)).toBe('DUPLICATE');
  expect(await clinic.subgraph.receive(second)).toBe('APPLIED');
  const registered: DomainEvent<'PatientRegistered'> = { ...event(1), type: 'PatientRegistered', source: 'patient', aggregateId: patientId, payload: { patientId } };
  expect(await clinic.subgraph.receive(registered)).toBe('APPLIED');
});

describe('the number of statements does not grow with the rows', () => {
  const patients = Array.from({ length: 12 }, () => newId());
  const visits = patients.map((patientId) => ({ __typename: 'Appointment', id: newId(), patient: { id: patientId } }));

  beforeAll(async () => {
    const payerId = await clinic.rows.payer();
    const coverageId = await clinic.rows.coverage({ plan_id: await clinic.rows.plan({ payer_id: payerId }) });
    for (const { id, patient } of visits) {
      await clinic.rows.coverage({ patient_id: patient.id });
      await clinic.rows.charge({ patient_id: patient.id, appointment_id: id });
      const claimId = await clinic.rows.claim({ patient_id: patient.id, appointment_id: id, payer_id: payerId, coverage_id: coverageId });
      for (const line of [1, 2, 3]) await clinic.rows.line(claimId, line);
      await clinic.rows.entry({ patient_id: patient.id, claim_id: claimId, claim_line_number: 1, cents: 6500 });
      await clinic.rows.importedClaim({ patient_id: patient.id });
    }
  });

  async function purposes(query: string, variables: object = {}): Promise<Record<string, number>> {
    const sent: StatementSent[] = [];
    const stop = onStatement((statement) => sent.push(statement));
    await clinic.answer(query, variables).finally(stop);
    return Object.fromEntries([...Map.groupBy(sent, ({ purpose }) => purpose)].map(([purpose, all]) => [purpose, all.length]));
  }

  const ENTITIES = (fields: string): string => `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fields} } }`;
  const CLAIM = 'id state totalCharge { amount } payer { name } lines { lineNumber charge { amount } }';

  it.each([
    ['day sheet', ENTITIES('... on Appointment { claim { state } patientBalance { amount } }'), visits, 2],
    ['chart', ENTITIES(`... on Patient { coverages { plan { name } payer { name } } claims(first: 20) { edges { node { ${CLAIM} } } } }`), patients.map((id) => ({ __typename: 'Patient', id })), 3],
    ['account', ENTITIES('... on Patient { balance { amount } patientBalance { amount } charges { edges { node { amount { amount } } } } importedClaims { edges { node { lines { code } } } } }'), patients.map((id) => ({ __typename: 'Patient', id })), 4],
    ['visits with everything', ENTITIES(`... on Appointment { claims { ${CLAIM} coverage { plan { name } } } charges { id } patientBalance { amount } }`), visits, 5],
  ])('%s', async (_what, query, representations, statements) => {
    for (const some of [representations.slice(0, 1), representations]) expect(await purposes(query, { representations: some })).toEqual({ OPEN: 1, DOMAIN: statements, COMMIT: 1, AUDIT: 1, SAVEPOINT: 1 });
  });

  it('claims worklist', async () => {
    for (const first of [1, 12]) expect(await purposes(`{ claimWorklist(first: ${first}) { edges { node { ${CLAIM} patient { id } appointment { id } } } } }`)).toEqual({ OPEN: 1, DOMAIN: 2, COMMIT: 1, AUDIT: 1, SAVEPOINT: 1 });
  });

  it('a mutation writes its key, its rows and its event in one transaction, then reads', async () => {
    const input = { idempotencyKey: randomUUID(), claimId: await clinic.rows.claim({ state: 'DRAFT' }), version: 1, reason: 'Entered twice' };
    expect(await purposes('mutation ($input: DiscardClaimInput!) { discardClaim(input: $input) { claim { state } errors { __typename } } }', { input }))
      .toEqual({ OPEN: 2, IDEMPOTENCY: 2, SAVEPOINT: 2, DOMAIN: 3, AUDIT: 2, COMMIT: 2 });
  });
});
