import { dayIn, err, ok, PRACTICE_TIME_ZONE, type Clock, type Id, type Page, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { PageRequest } from '@spindle/subgraph';
import { requireHere, type EncounterNotFoundError, type EncounterNotOpenError, type NoteSignedError, type WrittenEncounter } from '../encounters/encounter';
import { EncounterRepository } from '../encounters/encounter.repository';
import type { InvalidInputError } from '../patients/patient';
import { isAssistantOn } from '../practitioner-credentials/practitioner-credential';
import { PractitionerCredentialRepository } from '../practitioner-credentials/practitioner-credential.repository';
import { requirePractitioner, type PractitionerRequiredError } from '../practitioner';
import { invalid } from '../texts';
import { checkText, copySections, EMPTY_NOTE, replaceText, type ClinicalNote, type NoteConflictError, type NoteSection, type NoteText } from './note';
import { NoteRepository } from './note.repository';

interface Writing { readonly idempotencyKey: string; readonly encounterId: Id<'Encounter'>; readonly version: number | null }
export interface SaveNote extends Writing, NoteText {}
export interface CopyNoteForward extends Writing { readonly sections: readonly NoteSection[] }

export interface NothingToCopyError { readonly kind: 'NothingToCopyError'; readonly message: string }

type WriteError = EncounterNotFoundError | EncounterNotOpenError | PractitionerRequiredError | NoteSignedError | NoteConflictError | InvalidInputError;
type Written<E = never> = Result<Id<'ClinicalNote'>, WriteError | E | IdempotencyKeyReusedError>;

/** Makes the next text from the present one. */
type Compose<E> = (present: NoteText, encounter: WrittenEncounter) => Promise<Result<NoteText, E>>;

/** Writes the notes of encounters. Signing is `NoteSigningService`'s. */
export class NoteService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** Notes that wait for the viewer; none for somebody who is no practitioner. */
  async toSign(page: PageRequest): Promise<Page<ClinicalNote>> {
    const { practitionerId, practiceId } = this.#session.viewer;
    const nobody = '00000000-0000-0000-0000-000000000000' as Id<'Practitioner'>;
    return new NoteRepository(this.#session, practiceId).toSign(practitionerId ?? nobody, page);
  }

  save(input: SaveNote): Promise<Written> {
    const { encounterId, version, subjective, objective, assessment, plan } = input;
    return this.#session.mutate({ operation: 'saveNote', input: { ...input } }, async (transaction): Promise<Written> =>
      this.#write(transaction, { encounterId, version, compose: async () => ok({ subjective, objective, assessment, plan }) }));
  }

  copyForward(input: CopyNoteForward): Promise<Written<NothingToCopyError>> {
    return this.#session.mutate({ operation: 'copyNoteForward', input: { ...input } }, async (transaction): Promise<Written<NothingToCopyError>> => {
      if (input.sections.length === 0) return invalid('sections', 'Name at least one section.');
      const compose: Compose<NothingToCopyError> = async (present, encounter) => {
        const last = await new NoteRepository(transaction.sql, this.#session.viewer.practiceId).lastSigned(encounter.patientId, encounter.id);
        return last ? ok(copySections(present, last, input.sections)) : err({ kind: 'NothingToCopyError' as const, message: 'The patient has no signed note to copy from.' });
      };
      return this.#write(transaction, { ...input, compose });
    });
  }

  /** Writes the next version; `compose` makes it from the present text. */
  async #write<E extends { kind: string; message: string }>(
    transaction: Transaction, { encounterId, version, compose }: Pick<Writing, 'encounterId' | 'version'> & { readonly compose: Compose<E> },
  ): Promise<Result<Id<'ClinicalNote'>, WriteError | E>> {
    const practitioner = requirePractitioner(this.#session.viewer);
    if (!practitioner.ok) return practitioner;
    const found = await new EncounterRepository(transaction.sql, this.#session.viewer.practiceId).findForWriting(encounterId);
    if (found) transaction.audit.changed(found.patientId, 'NOTE');
    const encounter = requireHere(found);
    if (!encounter.ok) return encounter;
    const notes = new NoteRepository(transaction.sql, this.#session.viewer.practiceId);
    const [note] = await notes.ofEncounters([encounterId]);
    const composed = await compose(note ?? EMPTY_NOTE, encounter.value);
    if (!composed.ok) return composed;
    const text = checkText(composed.value);
    if (!text.ok) return text;
    const written = { authorId: practitioner.value, writtenAt: this.#clock.now() };
    if (note) return this.#replace(notes, note, { version, text: text.value, ...written });
    const id = newId<'ClinicalNote'>();
    await notes.insert({ id, encounterId, patientId: encounter.value.patientId, ...text.value, ...written });
    return ok(id);
  }

  async #replace(notes: NoteRepository, note: ClinicalNote, next: { version: number | null; text: NoteText; authorId: Id<'Practitioner'>; writtenAt: Date }): Promise<Result<Id<'ClinicalNote'>, NoteSignedError | NoteConflictError>> {
    const replaced = replaceText(note, next.version, next.text);
    if (!replaced.ok) return replaced;
    await notes.write(note.id, { ...next, version: note.version });
    return ok(note.id);
  }
}

/** Whether somebody was an assistant on the day of an encounter. */
export async function isAssistantAt({ sql }: Transaction, practiceId: Id<'Practice'>, at: { readonly practitionerId: Id<'Practitioner'>; readonly start: Date }): Promise<boolean> {
  return isAssistantOn(await new PractitionerCredentialRepository(sql, practiceId).ofPractitioner(at.practitionerId), dayIn(PRACTICE_TIME_ZONE, at.start));
}
