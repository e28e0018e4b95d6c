import { checkText, copySections, cosignNote, EMPTY_NOTE, NOTE_SECTIONS, replaceText, SECTION_LENGTH, signNote, type ClinicalNote, type NoteState } from './note';

const at = new Date('2026-03-09T16:00:00Z');
const draft: ClinicalNote = {
  id: 'n1', version: 3, encounterId: 'e1', patientId: 'p1', state: 'DRAFT', authorId: 'a', writtenAt: at, signedBy: null, signedAt: null, cosignedBy: null, cosignedAt: null,
  subjective: 'S', objective: 'O', assessment: 'A', plan: 'P',
};
const text = { subjective: 's2', objective: 'o2', assessment: 'a2', plan: 'p2' };

const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);

describe('a note', () => {
  it('keeps its sections without the blanks around them, and each as long as it may be', () => {
    expect(checkText({ subjective: ' S ', objective: ' O ', assessment: ' A ', plan: ' P\n' })).toEqual({ ok: true, value: { subjective: 'S', objective: 'O', assessment: 'A', plan: 'P' } });
    for (const field of ['subjective', 'objective', 'assessment', 'plan'] as const) {
      expect(checkText({ ...EMPTY_NOTE, [field]: 'x'.repeat(SECTION_LENGTH) }).ok).toBe(true);
      expect(checkText({ ...EMPTY_NOTE, [field]: 'x'.repeat(SECTION_LENGTH + 1) })).toEqual({ ok: false, error: { kind: 'InvalidInputError', field, message: SENTENCE } });
    }
  });

  it('takes a text that was written on its present version', () => { expect(replaceText(draft, 3, text)).toEqual({ ok: true, value: text }); });

  it.each([2, 4, null])('answers both texts to one that was written on version %s', (version) => {
    expect(replaceText(draft, version, text)).toMatchObject({ ok: false, error: { kind: 'NoteConflictError', message: SENTENCE, currentVersion: 3, current: { subjective: 'S', objective: 'O', assessment: 'A', plan: 'P' }, yours: text } });
  });

  it.each<NoteState>(['SIGNED', 'AWAITING_COSIGNATURE'])('takes nothing more when it is %s', (state) => {
    expect(replaceText({ ...draft, state }, 3, text)).toMatchObject({ error: { kind: 'NoteSignedError', message: SENTENCE } });
    expect(signNote({ ...draft, state }, { by: 'a', isAssistant: false, at })).toMatchObject({ error: { kind: 'NoteSignedError', message: SENTENCE } });
  });

  it('copies forward the sections that are asked for, and no other', () => {
    expect(copySections(text, draft, ['OBJECTIVE', 'PLAN'])).toEqual({ subjective: 's2', objective: 'O', assessment: 'a2', plan: 'P' });
    expect(copySections(text, draft, [])).toEqual(text);
    expect(copySections(EMPTY_NOTE, draft, NOTE_SECTIONS)).toEqual({ subjective: 'S', objective: 'O', assessment: 'A', plan: 'P' });
  });

  it('is signed by a clinician for good, and by an assistant until somebody else signs too', () => {
    expect(signNote(draft, { by: 'a', isAssistant: false, at })).toMatchObject({ ok: true, value: { state: 'SIGNED', signedBy: 'a', signedAt: at } });
    const waiting = signNote(draft, { by: 'a', isAssistant: true, at });
    expect(waiting).toMatchObject({ ok: true, value: { state: 'AWAITING_COSIGNATURE', signedBy: 'a' } });
    if (!waiting.ok) return;
    expect(cosignNote(waiting.value, { by: 'a', isAssistant: false, at })).toMatchObject({ error: { kind: 'CosignatureNotAllowedError', message: expect.stringContaining('you signed it first') } });
    expect(cosignNote(waiting.value, { by: 'b', isAssistant: true, at })).toMatchObject({ error: { kind: 'CosignatureNotAllowedError', message: expect.stringContaining('not another assistant') } });
    expect(cosignNote(waiting.value, { by: 'b', isAssistant: false, at })).toMatchObject({ ok: true, value: { state: 'SIGNED', signedBy: 'a', cosignedBy: 'b', cosignedAt: at } });
  });

  it.each<NoteState>(['DRAFT', 'SIGNED'])('waits for no second signature as %s', (state) => {
    expect(cosignNote({ ...draft, state }, { by: 'b', isAssistant: false, at })).toMatchObject({ error: { kind: 'CosignatureNotAllowedError', message: SENTENCE } });
  });

  it('is not signed empty, and is with a word in any one section', () => {
    expect(signNote({ ...draft, ...EMPTY_NOTE }, { by: 'a', isAssistant: false, at })).toMatchObject({ error: { kind: 'NoteEmptyError', message: SENTENCE } });
    for (const field of ['subjective', 'objective', 'assessment', 'plan']) expect(signNote({ ...draft, ...EMPTY_NOTE, [field]: 'x' }, { by: 'a', isAssistant: false, at }).ok).toBe(true);
  });
});
