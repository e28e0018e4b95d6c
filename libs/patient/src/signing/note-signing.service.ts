import { addDays, dayIn, err, ok, PRACTICE_TIME_ZONE, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { CareTaskRepository } from '../care-tasks/care-task.repository';
import type { ClinicalCatalogue } from '../catalogue';
import { requireHere, type EncounterNotOpenError, type NoteSignedError, type WrittenEncounter } from '../encounters/encounter';
import { EncounterRepository } from '../encounters/encounter.repository';
import { stale } from '../episodes/episode.service';
import { cosignNote, signNote, type ClinicalNote, type CosignatureNotAllowedError, type NoteEmptyError, type NoteNotSignedError } from '../notes/note';
import { NoteRepository } from '../notes/note.repository';
import { isAssistantAt } from '../notes/note.service';
import type { InvalidInputError } from '../patients/patient';
import type { StaleVersionError } from '../patients/patient.service';
import { requirePractitioner, type PractitionerRequiredError } from '../practitioner';
import { lengthFlaw } from '../texts';
import { SigningCheckRepository } from './signing-check.repository';
import { SigningFactsReader } from './signing-facts.service';
import { passSigningGate, type SigningOverride, type SigningRefusedError } from './signing-gate';

interface NoteAsRead { readonly idempotencyKey: string; readonly noteId: Id<'ClinicalNote'>; readonly version: number }
export interface SignNote extends NoteAsRead { readonly overrides: readonly SigningOverride[] }
export interface AddendNote { readonly idempotencyKey: string; readonly noteId: Id<'ClinicalNote'>; readonly text: string }

export interface NoteNotFoundError { readonly kind: 'NoteNotFoundError'; readonly message: string }

type Answer<E> = Result<Id<'ClinicalNote'>, NoteNotFoundError | PractitionerRequiredError | E | IdempotencyKeyReusedError>;
type Signed = Answer<NoteSignedError | NoteEmptyError | SigningRefusedError | EncounterNotOpenError | StaleVersionError>;
type Cosigned = Answer<CosignatureNotAllowedError | StaleVersionError>;
type Addended = Answer<NoteNotSignedError | InvalidInputError>;

/** Signs notes, and adds to signed ones. */
export class NoteSigningService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #catalogue: ClinicalCatalogue;

  constructor(session: PracticeSession, { clock, catalogue }: { readonly clock: Clock; readonly catalogue: ClinicalCatalogue }) {
    this.#session = session;
    this.#clock = clock;
    this.#catalogue = catalogue;
  }

  sign(input: SignNote): Promise<Signed> {
    return this.#session.mutate({ operation: 'signNote', input: { ...input } }, async (transaction): Promise<Signed> => {
      const found = await this.#find(transaction, input.noteId);
      if (!found.ok) return found;
      const { note, by, encounter } = found.value;
      const here = requireHere(encounter);
      if (!here.ok && here.error.kind === 'EncounterNotOpenError') return err(here.error);
      if (note.state === 'DRAFT' && note.version !== input.version) return err(stale(note.version));
      const isAssistant = await isAssistantAt(transaction, this.#session.viewer.practiceId, { practitionerId: by, start: encounter.period.start });
      const signed = signNote(note, { by, isAssistant, at: this.#clock.now() });
      if (!signed.ok) return signed;
      const facts = await new SigningFactsReader(transaction.sql, this.#session.viewer.practiceId, this.#catalogue).factsOf(encounter, by);
      const passed = passSigningGate(facts, input.overrides);
      if (!passed.ok) return passed;
      await new SigningCheckRepository(transaction.sql, this.#session.viewer.practiceId).insert(note.id, passed.value, by);
      await this.#keep(transaction, signed.value, encounter);
      if (facts.isNeedling) await new CareTaskRepository(transaction.sql, this.#session.viewer.practiceId).add(encounter, 'NEXT_DAY_CHECK_IN', addDays(dayIn(PRACTICE_TIME_ZONE, encounter.period.start), 1));
      return ok(note.id);
    });
  }

  cosign(input: NoteAsRead): Promise<Cosigned> {
    return this.#session.mutate({ operation: 'cosignNote', input: { ...input } }, async (transaction): Promise<Cosigned> => {
      const found = await this.#find(transaction, input.noteId);
      if (!found.ok) return found;
      const { note, by, encounter } = found.value;
      if (note.version !== input.version) return err(stale(note.version));
      const isAssistant = await isAssistantAt(transaction, this.#session.viewer.practiceId, { practitionerId: by, start: encounter.period.start });
      const cosigned = cosignNote(note, { by, isAssistant, at: this.#clock.now() });
      if (!cosigned.ok) return cosigned;
      await this.#keep(transaction, cosigned.value, encounter);
      return ok(note.id);
    });
  }

  addend(input: AddendNote): Promise<Addended> {
    return this.#session.mutate({ operation: 'addendNote', input: { ...input } }, async (transaction): Promise<Addended> => {
      const flaw = lengthFlaw('text', input.text, { least: 3, most: 10_000 });
      if (flaw) return err(flaw);
      const found = await this.#find(transaction, input.noteId);
      if (!found.ok) return found;
      const { note, by, encounter } = found.value;
      if (note.state === 'DRAFT') return err({ kind: 'NoteNotSignedError', message: 'The note is a draft: write in it.' });
      const { id: noteId, patientId, encounterId } = note;
      await this.#notes(transaction).addend({ id: newId(), noteId, text: input.text.trim(), authorId: by, writtenAt: this.#clock.now() });
      await transaction.outbox.add('NoteAddended', noteId, { noteId, encounterId, appointmentId: encounter.appointmentId, patientId });
      return ok(noteId);
    });
  }

  /** The note and its encounter, both locked, and the practitioner who signs. */
  async #find(transaction: Transaction, id: Id<'ClinicalNote'>): Promise<Result<{ note: ClinicalNote; by: Id<'Practitioner'>; encounter: WrittenEncounter }, NoteNotFoundError | PractitionerRequiredError>> {
    const practitioner = requirePractitioner(this.#session.viewer);
    if (!practitioner.ok) return practitioner;
    const missing = err({ kind: 'NoteNotFoundError' as const, message: 'There is no such note in this practice.' });
    const [seen] = await this.#notes(transaction).findMany([id]);
    if (!seen) return missing;
    transaction.audit.changed(seen.patientId, 'NOTE');
    const encounter = await new EncounterRepository(transaction.sql, this.#session.viewer.practiceId).findForWriting(seen.encounterId);
    const note = await this.#notes(transaction).findForChange(id);
    return note && encounter ? ok({ note, by: practitioner.value, encounter }) : missing;
  }

  /** What is signed for good is told: charges are drafted from it. */
  async #keep(transaction: Transaction, note: ClinicalNote, encounter: WrittenEncounter): Promise<void> {
    await this.#notes(transaction).sign(note);
    if (note.state !== 'SIGNED') return;
    await transaction.outbox.add('NoteSigned', note.id, { noteId: note.id, encounterId: note.encounterId, appointmentId: encounter.appointmentId, patientId: note.patientId });
  }

  #notes({ sql }: Transaction): NoteRepository {
    return new NoteRepository(sql, this.#session.viewer.practiceId);
  }
}
