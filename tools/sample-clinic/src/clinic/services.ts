/** What a visit may be. The codes are the clinic's own. */
export type ServiceCode = 'CONSULT' | 'CHIRO_NEW' | 'CHIRO_ADJUST' | 'PT_EVAL' | 'PT_VISIT' | 'PT_RECHECK' | 'DRY_NEEDLING' | 'MANUAL_THERAPY';

export type CredentialKind = 'LICENSE' | 'DRY_NEEDLING' | 'MANUAL_THERAPY' | 'CARDIOPULMONARY_RESUSCITATION';

export interface ServiceProfile {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly minutes: 30 | 45 | 60;
  readonly requiredCredential: CredentialKind;
  readonly complimentary: boolean;
  /** The room is made ready for the next visit. */
  readonly roomMinutesAfter: number;
  readonly accepts: 'ANYBODY' | 'NEW_PATIENTS';
  /** A visit is one of so many seats in a group; null: alone. */
  readonly seats: number | null;
}

/** Given to groups, by code: nobody's course of care has them. */
export const CLASSES = {
  GROUP_EXERCISE: service('Group exercise', 30, { aliases: ['Back class', 'Spine stabilization class'], seats: 6 }),
} as const;

/** Everything the sample practices offer to one patient at a time, by code. */
export const SERVICES: Readonly<Record<ServiceCode, ServiceProfile>> = {
  CONSULT: service('Free consultation', 30, { aliases: ['Complimentary consultation'], complimentary: true, accepts: 'NEW_PATIENTS' }),
  CHIRO_NEW: service('New patient chiropractic visit', 60, { aliases: ['Chiropractic evaluation'] }),
  CHIRO_ADJUST: service('Chiropractic adjustment', 30, { aliases: ['Spinal adjustment'] }),
  PT_EVAL: service('Physical therapy evaluation', 60, { aliases: ['PT first visit'] }),
  PT_VISIT: service('Physical therapy', 30, { aliases: ['PT', 'Therapeutic exercise'] }),
  PT_RECHECK: service('Physical therapy re-check', 45, { aliases: ['PT progress visit'] }),
  DRY_NEEDLING: service('Dry needle therapy', 45, { aliases: ['Trigger point dry needling', 'TDN', 'Intramuscular stimulation', 'IMS'], requiredCredential: 'DRY_NEEDLING', roomMinutesAfter: 10 }),
  MANUAL_THERAPY: service('Manual therapy', 30, { aliases: ['Hands-on therapy'], requiredCredential: 'MANUAL_THERAPY' }),
};

function service(name: string, minutes: ServiceProfile['minutes'], others: Partial<ServiceProfile>): ServiceProfile {
  return { name, minutes, aliases: [], requiredCredential: 'LICENSE', complimentary: false, roomMinutesAfter: 0, accepts: 'ANYBODY', seats: null, ...others };
}
