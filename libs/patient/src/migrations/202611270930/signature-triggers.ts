/** Tables whose rows belong to an encounter and take no more of them once its note is signed. */
const UNDER_SIGNATURE = ['needling_site', 'service_line', 'pain_score', 'range_of_motion'];

/**
 * The second gate. The service asks the rule first and answers in words; these hold where it would not: a signed note
 * and what belongs to it stay as they are (but for whose record they are in: a merge moves them), and a note is signed
 * only with its checks, which must agree with the rows.
 */
export const SIGNATURE_TRIGGERS = [
  `CREATE FUNCTION patient.refuse_after_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  BEGIN
    IF EXISTS (SELECT FROM patient.clinical_note n WHERE n.practice_id = NEW.practice_id AND n.encounter_id = NEW.encounter_id AND n.state <> 'DRAFT') THEN
      RAISE EXCEPTION 'The note of this encounter is signed.' USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_encounter';
    END IF;
    RETURN NEW;
  END $$`,
  ...UNDER_SIGNATURE.map((table) => `CREATE TRIGGER ${table}_after_signature BEFORE INSERT ON patient.${table} FOR EACH ROW EXECUTE FUNCTION patient.refuse_after_signature()`),
  `CREATE FUNCTION patient.keep_signed_note() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
  DECLARE needled boolean; unmet integer; checks integer;
  BEGIN
    IF OLD.state <> 'DRAFT' AND (
      to_jsonb(NEW) - ARRAY['patient_id', 'original_patient_id', 'state', 'cosigned_by', 'cosigned_at'] <> to_jsonb(OLD) - ARRAY['patient_id', 'original_patient_id', 'state', 'cosigned_by', 'cosigned_at']
      OR (OLD.state = 'SIGNED' AND (NEW.state, NEW.cosigned_by, NEW.cosigned_at) IS DISTINCT FROM (OLD.state, OLD.cosigned_by, OLD.cosigned_at))
      OR NEW.state = 'DRAFT') THEN
      RAISE EXCEPTION 'A signed note is never written again.' USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_note';
    END IF;
    IF OLD.state = 'DRAFT' AND NEW.state <> 'DRAFT' THEN
      SELECT count(*) INTO checks FROM patient.signing_check c WHERE c.practice_id = NEW.practice_id AND c.note_id = NEW.id;
      IF checks <> 6 THEN
        RAISE EXCEPTION 'A note is signed with its six checks.' USING ERRCODE = 'check_violation', CONSTRAINT = 'signing_gate';
      END IF;
      WITH standing AS (
        SELECT s.needles_in, s.needles_out, s.lot FROM patient.needling_site s
        WHERE s.practice_id = NEW.practice_id AND s.encounter_id = NEW.encounter_id AND NOT s.withdrawn
          AND NOT EXISTS (SELECT FROM patient.needling_site later WHERE later.practice_id = s.practice_id AND later.corrects_id = s.id)
      ), found AS (
        SELECT count(*) > 0 AS needled, coalesce(sum(needles_in), 0) = coalesce(sum(needles_out), 0) AS accounted, coalesce(bool_and(lot IS NOT NULL), true) AS lots,
          2 = (SELECT count(DISTINCT p.phase) FROM patient.pain_score p WHERE p.practice_id = NEW.practice_id AND p.encounter_id = NEW.encounter_id) AS pain
        FROM standing
      )
      SELECT f.needled, count(*) FILTER (WHERE c.finding = 'MET' AND f.needled AND CASE c.check_kind
          WHEN 'NEEDLES_ACCOUNTED' THEN NOT f.accounted WHEN 'LOT_RECORDED' THEN NOT f.lots WHEN 'PAIN_RECORDED' THEN NOT f.pain ELSE false END)
        INTO needled, unmet FROM found f CROSS JOIN patient.signing_check c WHERE c.practice_id = NEW.practice_id AND c.note_id = NEW.id GROUP BY f.needled;
      IF unmet > 0 THEN
        RAISE EXCEPTION 'A check says that it is met, and the record says otherwise.' USING ERRCODE = 'check_violation', CONSTRAINT = 'signing_gate';
      END IF;
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER clinical_note_signed BEFORE UPDATE ON patient.clinical_note FOR EACH ROW EXECUTE FUNCTION patient.keep_signed_note()`,
];
