import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { PatientRepository } from '../patients/patient.repository';
import type { InvalidInputError } from '../patients/patient';
import type { PatientNotFoundError } from '../patients/patient.service';
import { latestDay } from '../practice-day';
import { lengthFlaw } from '../texts';
import { checkDisclosure, type Disclosure, type DisclosureNotAccountableError } from './disclosure';
import { DisclosureRepository } from './disclosure.repository';

interface DetailsInput extends Omit<Parameters<typeof checkDisclosure>[0], 'recipientAddress'> {
  readonly recipientAddress?: string | null | undefined;
}

export interface RecordDisclosure {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly details: DetailsInput;
}

export interface CorrectDisclosure {
  readonly idempotencyKey: string;
  readonly disclosureId: Id<'Disclosure'>;
  readonly details: DetailsInput;
  readonly reason: string;
}

export interface DisclosureNotFoundError { readonly kind: 'DisclosureNotFoundError'; readonly message: string }
export interface DisclosureCorrectedError { readonly kind: 'DisclosureCorrectedError'; readonly message: string; readonly correctedBy: Id<'Disclosure'> }

type Recorded = Result<Id<'Disclosure'>, PatientNotFoundError | DisclosureNotAccountableError | InvalidInputError | IdempotencyKeyReusedError>;
type Corrected = Result<Id<'Disclosure'>, DisclosureNotFoundError | DisclosureCorrectedError | DisclosureNotAccountableError | InvalidInputError | IdempotencyKeyReusedError>;

/** Records and corrects disclosures. A correction is a row of its own: what was recorded stays. */
export class DisclosureService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  record(input: RecordDisclosure): Promise<Recorded> {
    const { patientId } = input;
    return this.#session.mutate({ operation: 'recordDisclosure', input: { ...input } }, async ({ sql, audit }): Promise<Recorded> => {
      audit.changed(patientId, 'DISCLOSURE');
      const details = this.#check(input.details);
      if (!details.ok) return details;
      const { practiceId } = this.#session.viewer;
      if ((await new PatientRepository(sql, practiceId).findVersion(patientId)) === null) return err({ kind: 'PatientNotFoundError', message: 'There is no such patient in this practice.' });
      const disclosure = this.#toDisclosure({ ...details.value, patientId, correctsId: null, correctionReason: null });
      await new DisclosureRepository(sql, practiceId).add(disclosure);
      return ok(disclosure.id);
    });
  }

  correct(input: CorrectDisclosure): Promise<Corrected> {
    const { disclosureId, reason } = input;
    return this.#session.mutate({ operation: 'correctDisclosure', input: { ...input } }, async ({ sql, audit }): Promise<Corrected> => {
      const disclosures = new DisclosureRepository(sql, this.#session.viewer.practiceId);
      const [before] = await disclosures.findMany([disclosureId]);
      if (!before) return err({ kind: 'DisclosureNotFoundError', message: 'There is no such disclosure in this practice.' });
      audit.changed(before.patientId, 'DISCLOSURE');
      const details = this.#check(input.details);
      if (!details.ok) return details;
      const flaw = lengthFlaw('reason', reason, { least: 3, most: 500 });
      if (flaw) return err(flaw);
      const disclosure = this.#toDisclosure({ ...details.value, patientId: before.patientId, correctsId: disclosureId, correctionReason: reason.trim() });
      if (await disclosures.add(disclosure)) return ok(disclosure.id);
      return err({ kind: 'DisclosureCorrectedError', message: 'This disclosure was corrected already. Read it again, and correct the correction.', correctedBy: (await disclosures.findCorrectionOf(disclosureId)) ?? disclosureId });
    });
  }

  #check(details: DetailsInput): ReturnType<typeof checkDisclosure> {
    return checkDisclosure({ ...details, recipientAddress: details.recipientAddress ?? null }, latestDay(this.#clock));
  }

  #toDisclosure(row: Omit<Disclosure, 'id' | 'recordedAt' | 'recordedBy'>): Disclosure {
    return { ...row, id: newId(), recordedAt: this.#clock.now(), recordedBy: this.#session.viewer.personId };
  }
}
