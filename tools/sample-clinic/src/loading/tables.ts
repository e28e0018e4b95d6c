/** The tables that the sample fills, with their columns but `practice_id`, each after those that its rows refer to. */
export const TABLES = {
  'patient.record_number_counter': ['last_number'],
  'patient.patient': ['id', 'version', 'record_number', 'given_names', 'family_name', 'preferred_name', 'sort_name', 'birth_date', 'sex', 'language', 'interpreter_language',
    'address_lines', 'city', 'state', 'postal_code', 'country', 'source', 'created_at', 'updated_at'],
  'patient.contact_point': ['patient_id', 'rank', 'system', 'use', 'value'],
  'patient.contact': ['patient_id', 'rank', 'name', 'relationship', 'telephone'],
  'patient.patient_search': ['token', 'patient_id'],
  'patient.encounter': ['id', 'patient_id', 'appointment_id', 'practitioner_id', 'period_start', 'period_end', 'status', 'source', 'needled_at'],
  'patient.condition': ['id', 'patient_id', 'code_system', 'code', 'code_text', 'onset_date', 'abatement_date', 'clinical_status', 'source'],
  'patient.planned_visit': ['appointment_id', 'patient_id', 'service_type_code', 'starts_at', 'day', 'state'],
  'patient.practitioner_credential': ['credential_id', 'practitioner_id', 'kind', 'valid_from', 'valid_through', 'hours', 'confirmed'],
  'patient.service_credential': ['code', 'effective_from', 'required_credential'],
  'patient.screening': ['id', 'patient_id', 'encounter_id', 'question_set', 'question_set_version', 'answers', 'findings', 'outcome', 'answered_on', 'answered_at', 'recorded_by'],
  'patient.consent': ['id', 'patient_id', 'procedure', 'form_version', 'regions', 'signer_kind', 'signer_name', 'signed_at', 'signed_on', 'valid_through', 'acknowledged', 'recorded_by'],
  'patient.candidacy': ['id', 'patient_id', 'procedure', 'verdict', 'precautions', 'practitioner_id', 'signed_at', 'signed_on'],
  'patient.episode_of_care': ['id', 'version', 'patient_id', 'discipline', 'status', 'reason', 'started_on'],
  'patient.treatment_plan': ['id', 'version', 'patient_id', 'episode_id', 'state', 'goals', 'interventions', 'service_type_codes', 'companion_intervention',
    'visits_planned', 'visits_per_week', 'weeks', 'starts_on', 'requires_certification', 'proposed_by', 'proposed_at', 'decided_at'],
  'patient.plan_diagnosis': ['plan_id', 'rank', 'code', 'text'],
  'patient.plan_certification': ['id', 'plan_id', 'patient_id', 'from_day', 'through_day', 'basis', 'certifier_name', 'certifier_npi', 'certifier_kind', 'signed_on', 'recorded_by', 'recorded_at'],
  'patient.obligation': ['id', 'plan_id', 'patient_id', 'kind', 'raised_on', 'due_on', 'done_on', 'state', 'source'],
  'patient.obligation_clock': ['advanced_through'],
  'patient.outcome_score': ['id', 'patient_id', 'encounter_id', 'measure_code', 'measure_version', 'answered_on', 'value', 'points', 'possible', 'answers', 'recorded_by'],
  'patient.pain_score': ['id', 'encounter_id', 'patient_id', 'phase', 'score', 'recorded_by', 'recorded_at'],
  'patient.needling_site': ['id', 'encounter_id', 'patient_id', 'practitioner_id', 'muscle_key', 'side', 'needle_diameter_mm', 'needle_length_mm', 'lot', 'needles_in', 'needles_out',
    'taut_band', 'twitch_response', 'sensation', 'electrical_stimulation', 'recorded_at', 'corrects_id', 'withdrawn'],
  'patient.service_line': ['id', 'encounter_id', 'patient_id', 'code', 'minutes_by_clinician', 'minutes_by_assistant', 'muscle_keys', 'recorded_by', 'recorded_at', 'corrects_id', 'withdrawn'],
  'patient.clinical_note': ['id', 'version', 'encounter_id', 'patient_id', 'state', 'subjective', 'objective', 'assessment', 'plan', 'author_id', 'written_at', 'signed_by', 'signed_at'],
  'patient.note_version': ['note_id', 'version', 'subjective', 'objective', 'assessment', 'plan', 'author_id', 'written_at'],
  'patient.signing_check': ['note_id', 'check_kind', 'finding'],
  'patient.care_task': ['id', 'encounter_id', 'patient_id', 'version', 'kind', 'due_on', 'done_at', 'done_by', 'outcome'],
  'scheduling.location': ['id', 'name', 'time_zone', 'address_lines', 'city', 'state', 'postal_code', 'telephone', 'cancellation_notice_hours', 'no_show_grace_minutes'],
  'scheduling.room': ['id', 'location_id', 'name', 'kind'],
  'scheduling.equipment': ['id', 'version', 'location_id', 'name', 'kind', 'retired'],
  'scheduling.practitioner': ['id', 'given_name', 'family_name', 'suffix', 'npi', 'taxonomy_code'],
  'scheduling.practitioner_location': ['location_id', 'practitioner_id'],
  'scheduling.credential': ['id', 'practitioner_id', 'kind', 'identifier', 'state', 'valid_from', 'valid_to', 'hours'],
  'scheduling.service_type': ['code', 'name', 'aliases', 'duration_minutes', 'needs_room', 'required_credential', 'complimentary', 'retired', 'version',
    'practitioner_minutes_before', 'practitioner_minutes_after', 'room_minutes_before', 'room_minutes_after', 'equipment_minutes_before', 'equipment_minutes_after',
    'grid_minutes', 'minimum_notice_minutes', 'horizon_days', 'accepts', 'overlap', 'seats', 'confirmation'],
  'scheduling.free_consultation_rule': ['valid_from', 'service_type_code', 'months', 'source'],
  'scheduling.travel_time': ['location_id', 'other_location_id', 'minutes'],
  'scheduling.weekly_hours': ['id', 'version', 'practitioner_id', 'location_id', 'valid_from'],
  'scheduling.weekly_hours_day': ['weekly_hours_id', 'weekday', 'opens_minute', 'closes_minute'],
  'scheduling.closure': ['id', 'version', 'kind', 'name', 'local_from', 'local_until'],
  'scheduling.resource': ['id', 'kind', 'capacity'],
  'scheduling.group_session': ['id', 'version', 'state', 'service_type_code', 'practitioner_id', 'location_id', 'room_id', 'seats', 'starts_at', 'ends_at', 'local_start', 'time_zone'],
  'scheduling.appointment': ['id', 'version', 'state', 'state_before', 'state_changed_at', 'source', 'patient_id', 'practitioner_id', 'location_id', 'room_id', 'session_id',
    'service_type_code', 'starts_at', 'ends_at', 'local_start', 'time_zone', 'hold_expires_at', 'replaces_id', 'cancellation_code', 'cancellation_reason',
    'arrived_at', 'roomed_at', 'treatment_started_at', 'completed_at'],
  'scheduling.reservation': ['holder_id', 'appointment_id', 'session_id', 'resource_id', 'location_id', 'lanes', 'during', 'starts_at', 'ends_at', 'live', 'expires_at', 'minutes_before', 'minutes_after', 'travel'],
  'scheduling.appointment_step': ['appointment_id', 'version', 'action', 'from_state', 'to_state', 'taken_at', 'person_id', 'reason'],
  'scheduling.waitlist_entry': ['id', 'version', 'state', 'patient_id', 'service_type_code', 'priority', 'location_ids', 'practitioner_ids', 'weekdays', 'day_parts', 'earliest_day', 'latest_day', 'notice_minutes', 'waiting_since'],
  'scheduling.visit_lock': ['appointment_id', 'kind'],
  'scheduling.treatment_plan': ['id', 'patient_id', 'episode_id', 'service_type_codes', 'visits_planned', 'visits_per_week', 'weeks', 'starts_on'],
  'scheduling.plan_certification': ['plan_id', 'certification_id', 'certified_from', 'certified_through'],
  'billing.payer': ['id', 'name', 'payer_identifier'],
  'billing.insurance_plan': ['id', 'payer_id', 'name', 'kind'],
  'billing.data_key': ['id', 'wrapped_by', 'wrapped', 'created_at'],
  'billing.coverage': ['id', 'version', 'patient_id', 'plan_id', 'priority', 'member_id_sealed', 'member_id_index', 'member_id_key', 'relationship', 'valid_from', 'valid_to', 'source', 'created_at'],
  'billing.charge': ['id', 'patient_id', 'appointment_id', 'service_date', 'procedure_code', 'modifiers', 'units', 'amount_cents', 'state', 'created_at'],
  'billing.claim': ['id', 'version', 'state', 'frequency', 'patient_control_number', 'payer_control_number', 'patient_id', 'appointment_id', 'coverage_id', 'payer_id',
    'service_date', 'diagnosis_codes', 'submitted_on', 'adjudicated_on', 'end_reason', 'created_at'],
  'billing.claim_line': ['claim_id', 'line_number', 'procedure_code', 'modifiers', 'units', 'charge_cents', 'diagnosis_pointers'],
  'billing.ledger_entry': ['id', 'patient_id', 'claim_id', 'claim_line_number', 'kind', 'responsible_party', 'cents', 'effective_date', 'reverses_id', 'source', 'created_at'],
} as const satisfies Readonly<Record<`${SampleSchema}.${string}`, readonly string[]>>;

/** The schemas that the sample fills. */
export const SAMPLE_SCHEMAS = ['patient', 'scheduling', 'billing'] as const;
export type SampleSchema = (typeof SAMPLE_SCHEMAS)[number];

export type TableName = keyof typeof TABLES;

/** A value of a column. Instants are dates, calendar days texts, bytes their hexadecimal form (`hexBytes`), ranges their text form, cents bigint. */
export type ColumnValue = string | number | bigint | boolean | null | Date | readonly string[] | readonly number[];

/** A row without its practice: that is the writer's. */
export type Row<T extends TableName> = Readonly<Record<(typeof TABLES)[T][number], ColumnValue>>;

/** Takes the rows of one practice, in any order of tables. */
export interface RowSink {
  add<T extends TableName>(table: T, row: Row<T>): void;
}

export function tablesOf(schema: SampleSchema): TableName[] {
  return (Object.keys(TABLES) as TableName[]).filter((table) => table.startsWith(`${schema}.`));
}

export function schemaOf(table: TableName): SampleSchema {
  return table.slice(0, table.indexOf('.')) as SampleSchema;
}

/** Bytes as PostgreSQL reads them (bytea, hexadecimal form). */
export function hexBytes(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}
