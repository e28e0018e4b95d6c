import { checkMembership, checkRights } from './membership-changes';

const id = '0193a6f0-0000-7000-8000-0000000000b1';
const person = { name: ' Nadia Okafor ', email: 'nadia@clinic.example', roles: ['PRACTITIONER', 'PRACTITIONER'], siteIds: [id], practitionerId: id };

it('reads a person to be let in', () => {
  expect(checkMembership(person)).toEqual({ ok: true, value: { name: 'Nadia Okafor', subject: null, email: 'nadia@clinic.example', roles: ['PRACTITIONER'], siteIds: [id], practitionerId: id, patientId: null } });
});

it.each([
  [{ name: '' }, /name/], [{ email: undefined }, /either/], [{ subject: 'both' }, /either/], [{ email: 'nobody' }, /address/], [{ roles: [] }, /roles/], [{ roles: 'BILLER' }, /roles/],
  [{ roles: ['SERVICE'] }, /roles/], [{ roles: ['PUBLIC'] }, /roles/], [{ roles: ['ROOT'] }, /roles/], [{ siteIds: [] }, /siteIds/], [{ siteIds: ['here'] }, /siteIds/], [{ siteIds: 'all' }, /siteIds/],
  [{ practitionerId: 'x' }, /practitionerId/], [{ roles: ['PATIENT'] }, /patientId/],
])('refuses %j', (change, message) => {
  expect(checkMembership({ ...person, ...change })).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) as unknown } });
});

it('takes every site when none is said', () => {
  expect(checkRights({ roles: ['BILLER'] })).toMatchObject({ ok: true, value: { siteIds: null } });
});
