import type { Id } from '@spindle/kernel';
import type { Role } from '@spindle/subgraph';

/** A practice that the sample fills; ids are the same in every installation, so that demo logins and examples hold. */
export interface SamplePractice {
  readonly id: Id<'Practice'>;
  readonly name: string;
  /** Names the practice in command lines, as in `--practice spindle`. */
  readonly slug: string;
  readonly locationIds: readonly Id<'Location'>[];
}

/** A role that a person or program logs in with. */
export type DemoRole = Exclude<Role, 'PUBLIC'>;

/** A made-up person by whom a role can be tried. */
export interface DemoPerson {
  readonly id: Id<'Person'>;
  readonly name: string;
  readonly role: DemoRole;
  readonly practiceId: Id<'Practice'>;
  /** The sites the person works at; null: every site of the practice. */
  readonly siteIds: readonly Id<'Location'>[] | null;
  /** Whom the person is as a practitioner. */
  readonly practitionerId?: Id<'Practitioner'>;
  /** Whose chart is the person's own. */
  readonly patientId?: Id<'Patient'>;
}

/** The sites of the sample practices. */
export const SAMPLE_LOCATION_IDS = {
  broomfield: '0193a6f0-0000-7000-8000-0000000000b1' as Id<'Location'>,
  westminster: '0193a6f0-0000-7000-8000-0000000000b2' as Id<'Location'>,
  second: '0193a6f0-0000-7000-8000-0000000000c1' as Id<'Location'>,
} as const;

/** The clinic one works with, and a tiny one whose names and numbers clash with it, so that their isolation is seen. */
export const SAMPLE_PRACTICES = {
  spindle: {
    id: '0193a6f0-0000-7000-8000-0000000000a1' as Id<'Practice'>,
    name: 'Spindle Spine & Pain',
    slug: 'spindle',
    locationIds: [SAMPLE_LOCATION_IDS.broomfield, SAMPLE_LOCATION_IDS.westminster],
  },
  second: {
    id: '0193a6f0-0000-7000-8000-0000000000a2' as Id<'Practice'>,
    name: 'Prairie Back Care',
    slug: 'prairie',
    locationIds: [SAMPLE_LOCATION_IDS.second],
  },
} as const satisfies Record<string, SamplePractice>;

/** The practitioner and the patient whom demo people stand for: the first of each that the sample makes. */
export const DEMO_RECORDS = {
  spindle: { practitionerId: '0193a6f0-0000-7000-8000-0000000000e1' as Id<'Practitioner'>, patientId: '0193a6f0-0000-7000-8000-0000000000f1' as Id<'Patient'> },
  second: { practitionerId: '0193a6f0-0000-7000-8000-0000000000e2' as Id<'Practitioner'>, patientId: '0193a6f0-0000-7000-8000-0000000000f2' as Id<'Patient'> },
} as const;

/** One person per role in the Spindle practice. */
export const DEMO_PEOPLE: Readonly<Record<DemoRole, DemoPerson>> = {
  FRONT_DESK: inSpindle('FRONT_DESK', 1, 'Fern Delgado'),
  PRACTITIONER: { ...inSpindle('PRACTITIONER', 2, 'Nadia Okafor'), practitionerId: DEMO_RECORDS.spindle.practitionerId },
  BILLER: inSpindle('BILLER', 3, 'Bill Sandoval'),
  PRACTICE_ADMIN: inSpindle('PRACTICE_ADMIN', 4, 'Ada Lindqvist'),
  PATIENT: { ...inSpindle('PATIENT', 5, 'Paloma Núñez'), patientId: DEMO_RECORDS.spindle.patientId },
  SERVICE: inSpindle('SERVICE', 6, 'Interface engine'),
};

/** One person per role in the second practice. */
export const SECOND_DEMO_PEOPLE: Readonly<Record<DemoRole, DemoPerson>> = {
  FRONT_DESK: inSecond('FRONT_DESK', 1, 'Fern Delgado'),
  PRACTITIONER: { ...inSecond('PRACTITIONER', 2, 'Nadia Okafor'), practitionerId: DEMO_RECORDS.second.practitionerId },
  BILLER: inSecond('BILLER', 3, 'Bert Sandoval'),
  PRACTICE_ADMIN: inSecond('PRACTICE_ADMIN', 4, 'Adam Lindqvist'),
  PATIENT: { ...inSecond('PATIENT', 5, 'Paloma Núñez'), patientId: DEMO_RECORDS.second.patientId },
  SERVICE: inSecond('SERVICE', 6, 'Interface engine'),
};

/** Who a demo person is at the development issuer: a person by id, a program by a name that says what it is for. */
export function subjectOf({ id, role, practiceId }: Pick<DemoPerson, 'id' | 'role' | 'practiceId'>): string {
  const practice = Object.values(SAMPLE_PRACTICES).find((each) => each.id === practiceId);
  return role === 'SERVICE' && practice ? `interface-engine-${practice.slug}` : id;
}

function inSpindle(role: DemoRole, number: number, name: string): DemoPerson {
  return { id: `0193a6f0-0000-7000-8000-0000000001d${number}`, name, role, practiceId: SAMPLE_PRACTICES.spindle.id, siteIds: null };
}

function inSecond(role: DemoRole, number: number, name: string): DemoPerson {
  return { id: `0193a6f0-0000-7000-8000-0000000002d${number}`, name, role, practiceId: SAMPLE_PRACTICES.second.id, siteIds: null };
}
