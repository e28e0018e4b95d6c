/** Why a time cannot be had. None names another patient. */
export const SLOT_REFUSAL_REASONS = [
  'SERVICE_RETIRED', 'PRACTITIONER_NOT_AT_SITE', 'ROOM_UNSUITABLE', 'OFF_GRID', 'IN_PAST', 'MINIMUM_NOTICE', 'BEYOND_HORIZON', 'CLOSED', 'HOLIDAY', 'OUTSIDE_HOURS', 'ABSENT',
  'CREDENTIAL_MISSING', 'PRACTITIONER_TAKEN', 'ROOM_TAKEN', 'EQUIPMENT_TAKEN', 'PATIENT_TAKEN', 'BUFFER', 'TRAVEL',
  'NEW_PATIENTS_ONLY', 'RETURNING_PATIENTS_ONLY', 'VISIT_LIMIT', 'CERTIFICATION', 'SESSION_ONLY',
] as const;
export type SlotRefusalReason = (typeof SLOT_REFUSAL_REASONS)[number];

export interface SlotRefusal {
  readonly reason: SlotRefusalReason;
  /** In plain words, with what would help. */
  readonly message: string;
}
