import type { Id } from '@spindle/kernel';
import { viewerOf, type Membership } from './membership';

const id = <Kind extends string>(last: number): Id<Kind> => `0193a6f0-0000-7000-8000-${String(last).padStart(12, '0')}` as Id<Kind>;
const membership: Membership = {
  practiceId: id(1), practiceSlug: 'spindle', practiceName: 'Spindle', personId: id(2), personName: 'Nadia Okafor',
  roles: ['PRACTITIONER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE'], siteIds: null, practitionerId: id(3), patientId: id(4), isService: false,
};

describe('the viewer of a membership', () => {
  it('has its roles, but SERVICE only with a service account', () => {
    expect(viewerOf(membership)?.roles).toEqual(['PRACTITIONER', 'PRACTICE_ADMIN', 'PATIENT']);
    expect(viewerOf({ ...membership, isService: true })?.roles).toContain('SERVICE');
  });

  it('has no role that a token names and the membership does not', () => {
    expect(viewerOf(membership, { roles: ['BILLER', 'PRACTICE_ADMIN'], siteIds: null })?.roles).toEqual(['PRACTICE_ADMIN']);
    expect(viewerOf(membership, { roles: ['BILLER'], siteIds: null })).toBeNull();
    expect(viewerOf(membership, { roles: [], siteIds: null })).toBeNull();
  });

  it('is whom it is only in the role that says so', () => {
    expect(viewerOf(membership, { roles: ['PRACTICE_ADMIN'], siteIds: null })).toMatchObject({ practitionerId: null, patientId: null });
    expect(viewerOf(membership)).toMatchObject({ practitionerId: id(3), patientId: id(4) });
  });

  it.each([
    [null, null, null], [null, [id(7)], [id(7)]], [[id(7), id(8)], null, [id(7), id(8)]], [[id(7), id(8)], [id(8), id(9)], [id(8)]],
  ])('of the sites %j narrowed to %j has %j', (own, wanted, left) => {
    expect(viewerOf({ ...membership, siteIds: own as Membership['siteIds'] }, { roles: null, siteIds: wanted as Membership['siteIds'] })?.siteIds).toEqual(left);
  });

  it('is nobody when no site is left', () => {
    expect(viewerOf({ ...membership, siteIds: [id(7)] }, { roles: null, siteIds: [id(8)] })).toBeNull();
  });
});
