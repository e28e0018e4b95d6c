/**
 * The payload of each event, version 1. Instants are ISO 8601 in UTC, days are YYYY-MM-DD, ids are UUIDs, money is whole
 * cents. A change of meaning is a new version.
 */
export interface EventPayloads {
  readonly PatientRegistered: { readonly patientId: string };
  readonly PatientMerged: PatientMergeFact;
  readonly PatientUnmerged: PatientMergeFact;
  readonly PlanAccepted: PlanFact;
  readonly PlanRevised: PlanFact;
  readonly PlanClosed: { readonly planId: string; readonly patientId: string; readonly closedOn: string };
  readonly PlanCertified: { readonly planId: string; readonly patientId: string; readonly certificationId: string; readonly from: string; readonly through: string };
  /** The last certification has run out without another: `lapsedOn` is the first day that nobody certified. */
  readonly CertificationLapsed: { readonly planId: string; readonly patientId: string; readonly lapsedOn: string };
  readonly AppointmentBooked: AppointmentFact;
  readonly AppointmentConfirmed: AppointmentFact;
  readonly AppointmentArrived: AppointmentFact;
  readonly AppointmentCompleted: AppointmentFact;
  readonly AppointmentCancelled: AppointmentFact;
  readonly AppointmentLateCancelled: AppointmentFact;
  readonly AppointmentNoShow: AppointmentFact;
  readonly AppointmentRescheduled: AppointmentFact & { readonly replacedByAppointmentId: string };
  readonly AppointmentReverted: AppointmentFact & { readonly state: string };
  readonly AppointmentEnteredInError: AppointmentFact;
  /** For open screens: anything about the visit has changed, also a visit that is nobody's patient yet. `date` is the site's day. */
  readonly AppointmentChanged: { readonly appointmentId: string; readonly version: number; readonly practitionerId: string; readonly locationId: string; readonly date: string; readonly patientId: string | null };
  readonly NoteSigned: NoteFact;
  readonly NoteAddended: NoteFact;
  readonly LeadConverted: { readonly leadId: string; readonly patientId: string };
  readonly CredentialChanged: CredentialFact;
  readonly ServiceTypeChanged: ServiceTypeFact;
  readonly ChargeDrafted: ChargeFact;
  readonly ChargeReleased: ChargeFact;
  readonly FeePosted: AppointmentFeeFact;
  readonly FeeReversed: AppointmentFeeFact;
  /** The outcome stops treatment: `serviceTypeCodes` names the services that it rules out, empty for all. */
  readonly ScreeningFailed: { readonly patientId: string; readonly screeningId: string; readonly serviceTypeCodes: readonly string[] };
  readonly ConsentWithdrawn: { readonly patientId: string; readonly consentId: string; readonly serviceTypeCodes: readonly string[] };
  readonly CoverageChanged: { readonly patientId: string; readonly coverageId: string };
  readonly AuthorizationGranted: { readonly patientId: string; readonly authorizationId: string; readonly from: string; readonly through: string; readonly visits: number; readonly serviceTypeCodes: readonly string[] };
  /** `visitsLeft` null: the payer sets no limit. `serviceTypeCodes` empty: for every service. */
  readonly VisitsLeftChanged: { readonly patientId: string; readonly coverageId: string; readonly visitsLeft: number | null; readonly asOf: string; readonly serviceTypeCodes: readonly string[] };
  /** Billing's answer to a booked visit: whether one of the patient's visits left is kept for it. */
  readonly VisitAuthorizationDecided: { readonly appointmentId: string; readonly patientId: string; readonly decision: 'RESERVED' | 'REFUSED' | 'NOT_NEEDED'; readonly reason: string | null };
  readonly ClaimSubmitted: ClaimFact;
  readonly ClaimVoided: ClaimFact;
}

export interface AppointmentFact {
  readonly appointmentId: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly locationId: string;
  readonly serviceTypeCode: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** When the visit took the step that is told. A lead's arrival is told once the lead is a patient, perhaps days later. */
  readonly steppedAt?: string;
}

/** The merged record's id stays known as another name of the survivor's. */
export interface PatientMergeFact {
  readonly survivorId: string;
  readonly mergedId: string;
}

/** A treatment plan that the patient accepted: `visitsPlanned` visits, `visitsPerWeek` for `weeks` weeks from `startsOn`. */
export interface PlanFact {
  readonly planId: string;
  readonly patientId: string;
  readonly episodeId: string;
  readonly serviceTypeCodes: readonly string[];
  readonly visitsPlanned: number;
  readonly visitsPerWeek: number;
  readonly weeks: number;
  readonly startsOn: string;
  /** Billing's estimate of the whole course, where the client named one. */
  readonly estimateId: string | null;
}

export interface NoteFact {
  readonly noteId: string;
  readonly encounterId: string;
  readonly appointmentId: string | null;
  readonly patientId: string;
}

/** `hours` of the course, where the credential is one; `validThrough` null: without end; `confirmed`: a person checked it. */
export interface CredentialFact {
  readonly credentialId: string;
  readonly practitionerId: string;
  readonly kind: string;
  readonly validFrom: string;
  readonly validThrough: string | null;
  readonly hours: number | null;
  readonly confirmed: boolean;
}

/** What others keep of a service from `effectiveFrom` on. */
export interface ServiceTypeFact {
  readonly code: string;
  readonly effectiveFrom: string;
  readonly requiredCredential: string | null;
  readonly isFree: boolean;
  readonly isRetired: boolean;
}

export interface ChargeFact {
  readonly chargeId: string;
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly appointmentId: string | null;
}

export interface AppointmentFeeFact {
  readonly feeId: string;
  readonly appointmentId: string;
  readonly patientId: string;
}

export interface ClaimFact {
  readonly claimId: string;
  readonly patientId: string;
  readonly appointmentIds: readonly string[];
  readonly encounterIds: readonly string[];
}

/** Who is told of what. The writer of an event makes one delivery for each subscriber named here. */
export const SUBSCRIBERS: Readonly<Record<keyof EventPayloads, readonly string[]>> = {
  PatientRegistered: ['scheduling', 'billing'],
  PatientMerged: ['scheduling', 'billing'],
  PatientUnmerged: ['scheduling', 'billing'],
  PlanAccepted: ['scheduling', 'billing'],
  PlanRevised: ['scheduling', 'billing'],
  PlanClosed: ['scheduling', 'billing'],
  PlanCertified: ['scheduling', 'billing'],
  CertificationLapsed: ['scheduling', 'billing'],
  AppointmentBooked: ['patient', 'billing'],
  AppointmentConfirmed: ['patient', 'billing'],
  AppointmentArrived: ['patient', 'billing'],
  AppointmentCompleted: ['patient', 'billing'],
  AppointmentCancelled: ['patient', 'billing'],
  AppointmentLateCancelled: ['patient', 'billing'],
  AppointmentNoShow: ['patient', 'billing'],
  AppointmentRescheduled: ['patient', 'billing'],
  AppointmentReverted: ['patient', 'billing'],
  AppointmentEnteredInError: ['patient', 'billing'],
  AppointmentChanged: ['gateway'],
  NoteSigned: ['scheduling', 'billing'],
  NoteAddended: ['scheduling', 'billing'],
  LeadConverted: ['scheduling'],
  CredentialChanged: ['patient'],
  ServiceTypeChanged: ['patient', 'billing'],
  ChargeDrafted: ['scheduling'],
  ChargeReleased: ['scheduling'],
  FeePosted: ['scheduling'],
  FeeReversed: ['scheduling'],
  ScreeningFailed: ['scheduling'],
  ConsentWithdrawn: ['scheduling'],
  CoverageChanged: ['patient', 'scheduling'],
  AuthorizationGranted: ['patient', 'scheduling'],
  VisitsLeftChanged: ['patient', 'scheduling'],
  VisitAuthorizationDecided: ['patient', 'scheduling'],
  ClaimSubmitted: ['patient', 'scheduling'],
  ClaimVoided: ['patient', 'scheduling'],
};
