import { newId, onStatement } from '@spindle/database';
import { consent, screen } from '../testing/clinical-steps';
import { PatientClinic } from '../testing/patient-clinic';
import { anEntry, NOTE_TEXT, noteOf, Treatment } from '../testing/treatment';

let clinic: PatientClinic;
let treatment: Treatment;
beforeAll(async () => {
  clinic = await PatientClinic.open();
  treatment = new Treatment(clinic);
});
afterAll(() => clinic.close());
beforeEach(() => treatment.begin());

describe('in its note', () => {
  it('keeps every version', async () => {
    const first = noteOf(await treatment.save());
    expect(await treatment.save(first.version, { subjective: 'Better.' })).toMatchObject({ note: { version: 2, state: 'DRAFT', subjective: 'Better.', versions: [{ version: 2, text: { subjective: 'Better.' } }, { version: 1, text: { subjective: NOTE_TEXT.subjective } }] } });
  });

  it('answers both texts to two who write at once, and keeps the first', async () => {
    const { version } = noteOf(await treatment.save());
    const answers = await Promise.all(['one', 'other'].map((subjective) => treatment.save(version, { subjective })));
    const conflict = answers.flatMap(({ errors }) => errors);
    expect(conflict).toMatchObject([{ __typename: 'NoteConflictError', currentVersion: 2 }]);
    const { current, yours } = conflict[0] as unknown as { current: { subjective: string }; yours: { subjective: string } };
    expect([current.subjective, yours.subjective].sort()).toEqual(['one', 'other']);
  });

  it('is not written for a cancelled visit', async () => {
    const appointmentId = newId<'Appointment'>();
    const fact = { appointmentId, patientId: treatment.patientId, practitionerId: treatment.practitionerId, locationId: newId(), serviceTypeCode: 'DRY_NEEDLING', startsAt: '2026-03-09T18:00:00Z', endsAt: '2026-03-09T18:45:00Z' };
    await clinic.tell('AppointmentArrived', appointmentId, fact);
    await clinic.tell('AppointmentCancelled', appointmentId, fact);
    treatment.encounterId = await clinic.encounterOf(appointmentId);
    expect(await treatment.save()).toMatchObject({ note: null, errors: [{ __typename: 'EncounterNotOpenError' }] });
    treatment.encounterId = newId();
    expect(await treatment.save()).toMatchObject({ note: null, errors: [{ __typename: 'EncounterNotFoundError' }] });
  });

  it('takes sections forward from the last signed note', async () => {
    expect(await treatment.mutate('copyNoteForward', { encounterId: treatment.encounterId, version: null, sections: ['PLAN'] })).toMatchObject({ errors: [{ __typename: 'NothingToCopyError' }] });
    const note = await treatment.complete();
    await treatment.mutate('signNote', { noteId: note.id, version: 1 });
    clinic.now = new Date('2026-03-12T15:30:00Z');
    treatment.encounterId = await treatment.visit();
    expect(await treatment.mutate('copyNoteForward', { encounterId: treatment.encounterId, version: null, sections: ['OBJECTIVE', 'PLAN'] })).toMatchObject({ note: { version: 1, subjective: '', objective: NOTE_TEXT.objective, assessment: '', plan: NOTE_TEXT.plan } });
  });

  it('is signed when everything holds, and keeps what the signature stands for', async () => {
    const note = await treatment.complete();
    const signed = await treatment.mutate('signNote', { noteId: note.id, version: 1 });
    expect(signed).toMatchObject({ errors: [], note: { state: 'SIGNED', signedBy: { id: treatment.practitionerId } } });
    expect((signed['note'] as { signingChecks: { finding: string; check: string }[] }).signingChecks.map(({ finding }) => finding)).toEqual(Array(6).fill('MET'));
    const events = await clinic.asAdmin<{ type: string }>('SELECT type FROM patient.outbox_event WHERE aggregate_id = $1', [note.id]);
    expect(events).toEqual([{ type: 'NoteSigned' }]);
  });

  it('names all that does not hold, and signs nothing before it does or is passed over with a reason', async () => {
    await treatment.needle({ needlesOut: 1, lot: null });
    const note = noteOf(await treatment.save());
    const failures = ['NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED'];
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1 })).toMatchObject({ note: null, errors: [{ __typename: 'SigningRefusedError', failures }] });
    const overrides = failures.map((check) => ({ check, reason: 'The needle broke; seen by the physician.' }));
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1, overrides: overrides.slice(1) })).toMatchObject({ errors: [{ failures: ['NEEDLES_ACCOUNTED'] }] });
    const { note: signed } = await treatment.mutate('signNote', { noteId: note.id, version: 1, overrides });
    expect((signed as { signingChecks: { check: string; overriddenBy: object | null }[] }).signingChecks.filter(({ overriddenBy }) => overriddenBy !== null)).toEqual(failures.map((check) => ({ check, finding: 'NOT_MET', overrideReason: 'The needle broke; seen by the physician.', overriddenBy: { id: treatment.practitionerId } })));
  });

  it('asks again on another day what is asked at every visit, and is signed when it was', async () => {
    clinic.now = new Date('2026-03-12T15:30:00Z');
    treatment.encounterId = await treatment.visit();
    const forgotten = await treatment.complete();
    const refused = { errors: [{ failures: ['SCREENING_CURRENT'] }] };
    expect(await treatment.mutate('signNote', { noteId: forgotten.id, version: 1 })).toMatchObject(refused);
    clinic.now = new Date('2026-03-12T15:31:00Z');
    await screen(clinic, treatment.patientId);
    expect(await treatment.mutate('signNote', { noteId: forgotten.id, version: 1 })).toMatchObject(refused);
    treatment.encounterId = await treatment.visit();
    const note = await treatment.complete();
    expect((await treatment.mutate('signNote', { noteId: note.id, version: 1 })).errors).toEqual([]);
  });

  it('is not signed without a consent, and is when there is one', async () => {
    treatment.patientId = await clinic.register();
    await screen(clinic, treatment.patientId);
    treatment.encounterId = await treatment.visit();
    const note = await treatment.complete();
    const needledAt = clinic.now;
    clinic.now = new Date('2026-03-09T15:31:00Z');
    const refused = { errors: [{ failures: ['CONSENT_VALID'] }] };
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1 })).toMatchObject(refused);
    await consent(clinic, treatment.patientId);
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1 })).toMatchObject(refused);
    await consent(clinic, treatment.patientId, { signedAt: needledAt });
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1 })).toMatchObject({ note: { state: 'SIGNED' }, errors: [] });
  });

  it('names the muscle that the consent was not given for, and keeps why it was needled all the same', async () => {
    await consent(clinic, treatment.patientId, { regions: ['NECK'] });
    for (const side of ['LEFT', 'RIGHT']) await treatment.needle({ muscleKey: 'infraspinatus', side });
    const note = await treatment.complete();
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1 })).toMatchObject({ note: null, errors: [{ failures: ['CONSENT_VALID'], musclesOutsideConsent: [{ name: 'Infraspinatus' }] }] });
    const overrides = [{ check: 'CONSENT_VALID', reason: 'The patient agreed at the table.' }];
    const { note: signed } = await treatment.mutate('signNote', { noteId: note.id, version: 1, overrides });
    expect(signed).toMatchObject({ state: 'SIGNED', signingChecks: expect.arrayContaining([{ check: 'CONSENT_VALID', finding: 'NOT_MET', overrideReason: overrides[0]?.reason, overriddenBy: { id: treatment.practitionerId } }]) });
  });

  it('asks nothing of a consent to all parts of the body that were needled', async () => {
    await consent(clinic, treatment.patientId, { regions: ['SHOULDER', 'NECK'] });
    await treatment.needle({ muscleKey: 'infraspinatus' });
    const note = await treatment.complete();
    expect((await treatment.mutate('signNote', { noteId: note.id, version: 1 })).errors).toEqual([]);
  });

  it('says that credentials are not known when no copy has come, and refuses those that had ended', async () => {
    const stranger = newId<'Practitioner'>();
    treatment.encounterId = await treatment.visit(stranger);
    await treatment.mutate('recordNeedlingSite', { encounterId: treatment.encounterId, entry: anEntry() }, stranger);
    await treatment.pain(5, 2);
    const note = noteOf(await treatment.save(null, {}, stranger));
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1 }, stranger)).toMatchObject({ errors: [{ failures: ['CREDENTIAL_VALID'] }] });
    const overrides = [{ check: 'CREDENTIAL_VALID', reason: 'The certificate is on paper in the office.' }];
    const signed = await treatment.mutate('signNote', { noteId: note.id, version: 1, overrides }, stranger);
    expect(signed).toMatchObject({ note: { signingChecks: expect.arrayContaining([{ check: 'CREDENTIAL_VALID', finding: 'NOT_KNOWN', overrideReason: overrides[0]?.reason, overriddenBy: { id: stranger } }]) } });
  });

  it('takes nothing more once it is signed: no text, no needle, no score, no line; an addendum it takes', async () => {
    const note = await treatment.complete();
    await treatment.mutate('signNote', { noteId: note.id, version: 1 });
    const before = await treatment.stored();
    const attempts = [await treatment.save(1), await treatment.needle(), await treatment.mutate('recordPain', { encounterId: treatment.encounterId, phase: 'AFTER', score: 1 }), await treatment.mutate('recordServiceLine', { encounterId: treatment.encounterId, line: { code: '97110', minutesByClinician: 15, minutesByAssistant: 0 } }), await treatment.mutate('signNote', { noteId: note.id, version: 1 })];
    expect(attempts.map(({ errors }) => errors.map(({ __typename }) => __typename))).toEqual(Array(5).fill(['NoteSignedError']));
    expect(await treatment.stored()).toEqual(before);
    expect(await treatment.mutate('addendNote', { noteId: note.id, text: 'Called: no soreness.' })).toMatchObject({ note: { state: 'SIGNED', addenda: [{ text: 'Called: no soreness.' }] } });
  });

  it('is held fast by the database too', async () => {
    const note = await treatment.complete();
    const [draft] = [note.id];
    await expect(clinic.asAdmin("UPDATE patient.clinical_note SET state = 'SIGNED', signed_by = author_id, signed_at = now() WHERE id = $1", [draft])).rejects.toMatchObject({ constraint: 'signing_gate' });
    await treatment.mutate('signNote', { noteId: note.id, version: 1 });
    await expect(clinic.asAdmin("UPDATE patient.clinical_note SET subjective = 'other' WHERE id = $1", [draft])).rejects.toMatchObject({ constraint: 'signed_note' });
    await expect(clinic.asAdmin("INSERT INTO patient.pain_score SELECT practice_id, gen_random_uuid(), encounter_id, patient_id, phase, 1, recorded_by, now() FROM patient.pain_score WHERE encounter_id = $1 LIMIT 1", [treatment.encounterId])).rejects.toMatchObject({ constraint: 'signed_encounter' });
  });

  it('refuses in the database a check that says it is met where the record says otherwise', async () => {
    await treatment.needle({ needlesOut: 1 });
    await treatment.pain(5, 2);
    const note = noteOf(await treatment.save());
    await clinic.asAdmin(`INSERT INTO patient.signing_check (practice_id, note_id, check_kind, finding)
      SELECT n.practice_id, n.id, k, 'MET' FROM patient.clinical_note n, unnest(ARRAY['SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID', 'NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED']) AS k WHERE n.id = $1`, [note.id]);
    await expect(clinic.asAdmin("UPDATE patient.clinical_note SET state = 'SIGNED', signed_by = author_id, signed_at = now() WHERE id = $1", [note.id])).rejects.toMatchObject({ constraint: 'signing_gate' });
  });

  it("waits for a second signature when an assistant wrote it, and shows on the other's list", async () => {
    const assistant = newId<'Practitioner'>();
    await treatment.credential(assistant, 'ASSISTANT_LICENSE');
    treatment.encounterId = await treatment.visit(assistant);
    const note = noteOf(await treatment.save(null, {}, assistant));
    const overrides = ['SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID'].map((check) => ({ check, reason: 'Exercise under supervision.' }));
    expect(await treatment.mutate('signNote', { noteId: note.id, version: 1, overrides }, assistant)).toMatchObject({ note: { state: 'AWAITING_COSIGNATURE' } });
    expect(await treatment.mutate('cosignNote', { noteId: note.id, version: 1 }, assistant)).toMatchObject({ errors: [{ __typename: 'CosignatureNotAllowedError' }] });
    const list = await clinic.ask<{ notesToSign: { edges: { node: { id: string } }[] } }>('{ notesToSign(first: 100) { edges { node { id } } } }', {}, clinic.practitioner(treatment.practitionerId));
    expect(list.data.notesToSign.edges.map(({ node }) => node.id)).toContain(note.id);
    expect(await treatment.mutate('cosignNote', { noteId: note.id, version: 1 })).toMatchObject({ note: { state: 'SIGNED', signedBy: { id: assistant }, cosignedBy: { id: treatment.practitionerId } }, errors: [] });
  });
});

it('is read with as many statements for many encounters as for one', async () => {
  const query = 'query ($id: ID!) { patient(id: $id) { encounters(first: 50) { edges { node { note { state addenda { text } signingChecks { check } versions { version } } needling { procedureCode } painBefore painAfter rangeOfMotion { degrees } serviceLines { code } timedUnits { minutes } adverseEvents { kind } } } } } }';
  const count = async () => {
    let statements = 0;
    const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
    await clinic.ask(query, { id: treatment.patientId }, clinic.practitioner(treatment.practitionerId));
    stop();
    return statements;
  };
  await treatment.complete();
  const one = await count();
  for (let each = 0; each < 6; each += 1) {
    treatment.encounterId = await treatment.visit(treatment.practitionerId, new Date(clinic.now.getTime() - each * 86_400_000));
    await treatment.complete();
  }
  expect(await count()).toBe(one);
});
