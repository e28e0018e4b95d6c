/**
 * The three operations as somebody would write them by hand: one statement each, which builds the JSON of the answer.
 * They read across the three schemas, which no part of the product may: this is the cost to compare with.
 */
export const RAW_SQL: Readonly<Record<string, string>> = {
  daySheet: `SELECT json_build_object('daySheet', json_build_object(
      'date', $2::date::text, 'timeZone', site.time_zone, 'truncated', false, 'location', json_build_object('id', site.id, 'name', site.name),
      'appointments', coalesce((
        SELECT json_agg(json_build_object(
          'id', a.id, 'version', a.version, 'state', a.state, 'cancellationCode', a.cancellation_code,
          'startsAt', to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char(a.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'localStart', to_char(a.local_start, 'YYYY-MM-DD"T"HH24:MI'),
          'serviceType', json_build_object('code', st.code, 'name', st.name),
          'practitioner', json_build_object('id', pr.id, 'name', json_build_object('display', concat_ws(', ', pr.given_name || ' ' || pr.family_name, pr.suffix))),
          'room', CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('name', r.name) END,
          'patient', (SELECT json_build_object('id', p.id, 'recordNumber', p.record_number, 'birthDate', p.birth_date, 'interpreterLanguage', p.interpreter_language,
              'alerts', (SELECT coalesce(json_agg(json_build_object('text', pin.text) ORDER BY pin.pinned_at DESC, pin.id DESC), '[]'::json) FROM patient.patient_alert pin
                WHERE pin.practice_id = $1 AND pin.patient_id = p.id AND pin.category = 'ADMINISTRATIVE' AND pin.ended_at IS NULL),
              'name', json_build_object('full', array_to_string(p.given_names, ' ') || ' ' || p.family_name, 'preferred', p.preferred_name))
            FROM patient.patient p WHERE p.practice_id = $1 AND p.id = a.patient_id),
          'claim', claim.value, 'patientBalance', json_build_object('amount', to_char(coalesce(owed.cents, 0) / 100.0, 'FM9999999990.00'), 'currency', 'USD'))
          ORDER BY a.starts_at, a.id)
        FROM scheduling.appointment a
        JOIN scheduling.service_type st ON st.practice_id = a.practice_id AND st.code = a.service_type_code
        JOIN scheduling.practitioner pr ON pr.practice_id = a.practice_id AND pr.id = a.practitioner_id
        LEFT JOIN scheduling.room r ON r.practice_id = a.practice_id AND r.id = a.room_id
        LEFT JOIN LATERAL (SELECT json_build_object('id', c.id, 'state', c.state) AS value FROM billing.claim c
          WHERE c.practice_id = $1 AND c.appointment_id = a.id ORDER BY c.created_at DESC, c.id DESC LIMIT 1) claim ON true
        LEFT JOIN LATERAL (SELECT sum(l.cents) AS cents FROM billing.ledger_entry l
          WHERE l.practice_id = $1 AND l.patient_id = a.patient_id AND l.responsible_party = 'PATIENT') owed ON true
        WHERE a.practice_id = $1 AND a.location_id = $3
          AND a.starts_at >= $4::timestamptz AND a.starts_at < $5::timestamptz), '[]'::json)))
    FROM scheduling.location site WHERE site.practice_id = $1 AND site.id = $3`,

  chart: `SELECT json_build_object('patient', json_build_object(
      'id', p.id, 'version', p.version, 'recordNumber', p.record_number, 'birthDate', p.birth_date, 'sex', p.sex, 'language', p.language,
      'name', json_build_object('full', array_to_string(p.given_names, ' ') || ' ' || p.family_name, 'preferred', p.preferred_name),
      'address', json_build_object('lines', p.address_lines, 'city', p.city, 'state', p.state, 'postalCode', p.postal_code),
      'appointments', (SELECT json_build_object('edges', coalesce(json_agg(json_build_object('node', json_build_object(
          'id', a.id, 'state', a.state, 'cancellationCode', a.cancellation_code, 'startsAt', to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'localStart', to_char(a.local_start, 'YYYY-MM-DD"T"HH24:MI'),
          'serviceType', json_build_object('code', st.code, 'name', st.name),
          'practitioner', json_build_object('id', pr.id, 'name', json_build_object('display', concat_ws(', ', pr.given_name || ' ' || pr.family_name, pr.suffix))),
          'location', json_build_object('id', site.id, 'name', site.name))) ORDER BY a.starts_at DESC, a.id), '[]'::json))
        FROM (SELECT * FROM scheduling.appointment WHERE practice_id = $1 AND patient_id = $2 ORDER BY starts_at DESC, id LIMIT 20) a
        JOIN scheduling.service_type st ON st.practice_id = a.practice_id AND st.code = a.service_type_code
        JOIN scheduling.practitioner pr ON pr.practice_id = a.practice_id AND pr.id = a.practitioner_id
        JOIN scheduling.location site ON site.practice_id = a.practice_id AND site.id = a.location_id),
      'coverages', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'priority', c.priority, 'validFrom', c.valid_from, 'validTo', c.valid_to,
          'plan', json_build_object('name', pl.name, 'kind', pl.kind, 'payer', json_build_object('name', py.name))) ORDER BY array_position(ARRAY['PRIMARY', 'SECONDARY', 'TERTIARY'], c.priority), c.valid_from DESC), '[]'::json)
        FROM billing.coverage c JOIN billing.insurance_plan pl ON pl.practice_id = c.practice_id AND pl.id = c.plan_id
        JOIN billing.payer py ON py.practice_id = pl.practice_id AND py.id = pl.payer_id WHERE c.practice_id = $1 AND c.patient_id = $2),
      'claims', (SELECT json_build_object('edges', json_agg(json_build_object('node', json_build_object(
          'id', c.id, 'state', c.state, 'serviceDate', c.service_date, 'patientControlNumber', c.patient_control_number,
          'totalCharge', json_build_object('amount', to_char(lines.cents / 100.0, 'FM9999999990.00')), 'payer', json_build_object('name', py.name), 'lines', lines.value)) ORDER BY c.service_date DESC, c.id DESC))
        FROM (SELECT * FROM billing.claim WHERE practice_id = $1 AND patient_id = $2 ORDER BY service_date DESC, id DESC LIMIT 20) c
        JOIN billing.payer py ON py.practice_id = c.practice_id AND py.id = c.payer_id
        CROSS JOIN LATERAL (SELECT sum(l.charge_cents) AS cents, json_agg(json_build_object('lineNumber', l.line_number, 'procedureCode', l.procedure_code, 'modifiers', l.modifiers, 'units', l.units,
            'charge', json_build_object('amount', to_char(l.charge_cents / 100.0, 'FM9999999990.00'))) ORDER BY l.line_number) AS value
          FROM billing.claim_line l WHERE l.practice_id = $1 AND l.claim_id = c.id) lines)))
    FROM patient.patient p WHERE p.practice_id = $1 AND p.id = $2`,

  claimsWorklist: `SELECT json_build_object('claimWorklist', json_build_object('edges', json_agg(json_build_object('node', json_build_object(
      'id', c.id, 'state', c.state, 'ageDays', $2::date - c.service_date, 'serviceDate', c.service_date, 'patientControlNumber', c.patient_control_number,
      'totalCharge', json_build_object('amount', to_char(lines.cents / 100.0, 'FM9999999990.00'), 'currency', 'USD'),
      'payer', json_build_object('id', py.id, 'name', py.name),
      'patient', json_build_object('id', p.id, 'recordNumber', p.record_number, 'birthDate', p.birth_date, 'name', json_build_object('full', array_to_string(p.given_names, ' ') || ' ' || p.family_name)),
      'appointment', CASE WHEN a.id IS NULL THEN NULL ELSE json_build_object('id', a.id, 'startsAt', to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'localStart', to_char(a.local_start, 'YYYY-MM-DD"T"HH24:MI'),
        'serviceType', json_build_object('name', st.name),
        'practitioner', json_build_object('id', pr.id, 'name', json_build_object('display', concat_ws(', ', pr.given_name || ' ' || pr.family_name, pr.suffix)))) END)) ORDER BY c.service_date, c.id)))
    FROM (SELECT * FROM billing.claim WHERE practice_id = $1
        AND state IN ('DRAFT', 'SCRUBBED', 'HELD', 'READY', 'BATCHED', 'SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'ADJUDICATED', 'DENIED', 'APPEALED')
        AND (service_date, id) > ($3::date, $4::uuid) ORDER BY service_date, id LIMIT 50) c
    JOIN billing.payer py ON py.practice_id = c.practice_id AND py.id = c.payer_id
    JOIN patient.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    CROSS JOIN LATERAL (SELECT sum(l.charge_cents) AS cents FROM billing.claim_line l WHERE l.practice_id = $1 AND l.claim_id = c.id) lines
    LEFT JOIN scheduling.appointment a ON a.practice_id = c.practice_id AND a.id = c.appointment_id
    LEFT JOIN scheduling.service_type st ON st.practice_id = a.practice_id AND st.code = a.service_type_code
    LEFT JOIN scheduling.practitioner pr ON pr.practice_id = a.practice_id AND pr.id = a.practitioner_id`,
};
