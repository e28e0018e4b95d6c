import type { Id } from '@spindle/kernel';
import type { SamplePractice } from '../sample-practices';

/** What a practitioner was trained in; it decides which services they give. */
export type Discipline = 'PHYSICAL_THERAPY' | 'CHIROPRACTIC';

/** Minutes of the site's clock from midnight. */
export interface OpeningHours {
  readonly opensAt: number;
  readonly closesAt: number;
}

export interface SiteProfile {
  readonly id: Id<'Location'>;
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly city: string;
  readonly postalCode: string;
  readonly telephone: string;
  /** By day of the week, Sunday first; null: closed. */
  readonly hours: readonly (OpeningHours | null)[];
  readonly rooms: readonly string[];
}

export interface PractitionerProfile {
  readonly given: string;
  readonly family: string;
  readonly suffix: string;
  /** The first nine digits of the NPI. */
  readonly npiStem: string;
  readonly taxonomyCode: string;
  readonly discipline: Discipline;
  readonly needles: boolean;
  readonly manualTherapy: boolean;
  /** The site, by its place in the list, on each day of the week, Sunday first; null: off duty. */
  readonly week: readonly (number | null)[];
}

/** A practice to be made: who works where, and when. */
export interface PracticeProfile {
  readonly practice: SamplePractice;
  readonly timeZone: string;
  readonly state: string;
  /** Of the demo practitioner, who is the first, and the demo patient, likewise. */
  readonly demo: { readonly practitionerId: Id<'Practitioner'>; readonly patientId: Id<'Patient'> };
  readonly sites: readonly SiteProfile[];
  readonly practitioners: readonly PractitionerProfile[];
}
