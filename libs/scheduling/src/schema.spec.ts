import { newId, schemaDrift, tenantTableFlaws } from '@spindle/database';
import { schedulingSchema } from './subgraph';
import { SchedulingClinic } from './testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

it('keeps every table under row-level security by practice', async () => {
  expect(await tenantTableFlaws(clinic.test.adminUrl)).toEqual([]);
});

it('has the tables that its entities describe', async () => {
  expect(await schemaDrift(schedulingSchema, clinic.test)).toEqual([]);
});

describe('the database itself', () => {
  const practitioner = (npi: string): Promise<unknown> => clinic.asAdmin('INSERT INTO scheduling.practitioner VALUES ($1, $2, \'A\', \'B\', NULL, $3, NULL)', [clinic.practice, newId(), npi]);

  it.each(['1234567890', '123456789', '12345678930', '3234567893', 'abcdefghij', ''])('refuses the NPI "%s"', async (npi) => {
    await expect(practitioner(npi)).rejects.toMatchObject({ constraint: 'practitioner_npi' });
  });

  it('takes an NPI whose check digit is right', async () => {
    await expect(practitioner('1234567893')).resolves.toEqual([]);
  });

  it('refuses a reservation whose range is not its start and end', async () => {
    const visit = await clinic.book();
    await expect(clinic.asAdmin(`UPDATE scheduling.reservation SET ends_at = ends_at + interval '1 minute' WHERE appointment_id = $1`, [visit.id])).rejects.toMatchObject({ constraint: 'reservation_during' });
  });

  it('refuses an overlap that comes past all code', async () => {
    const visit = await clinic.book({ startsAt: '2026-03-09T20:00:00Z' });
    const other = await clinic.book({ startsAt: '2026-03-09T21:00:00Z' });
    const overlap = clinic.asAdmin(`UPDATE scheduling.reservation r SET during = o.during, starts_at = o.starts_at, ends_at = o.ends_at FROM scheduling.reservation o
      WHERE o.appointment_id = $1 AND r.appointment_id = $2 AND o.resource_id = r.resource_id`, [visit.id, other.id]);
    await expect(overlap).rejects.toMatchObject({ constraint: 'reservation_no_overlap', code: '23P01' });
  });
});
