import { ok, PRACTICE_TIME_ZONE, todayIn, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { findPatient } from '../encounters/subject.service';
import type { PatientNotFoundError } from '../patients/patient.service';
import { Preconditions, type PreconditionSources } from '../readiness/preconditions.service';
import type { Procedure } from '../screenings/question-set';
import { judgeCandidacy, type CandidacyRefusal, type Verdict } from './candidacy';
import { CandidacyRepository } from './candidacy.repository';

export interface SignCandidacy extends Verdict {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly procedure: Procedure;
}

type Signed = Result<Id<'Candidacy'>, PatientNotFoundError | CandidacyRefusal | IdempotencyKeyReusedError>;

/** Records whether procedures are right for patients, signed by the practitioner who asks. */
export class CandidacyService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #sources: PreconditionSources;

  constructor(session: PracticeSession, { clock, sources }: { readonly clock: Clock; readonly sources: PreconditionSources }) {
    this.#session = session;
    this.#clock = clock;
    this.#sources = sources;
  }

  sign(input: SignCandidacy): Promise<Signed> {
    return this.#session.mutate({ operation: 'signCandidacy', input: { ...input } }, async (transaction): Promise<Signed> => {
      const { practiceId, practitionerId = null } = this.#session.viewer;
      const { patientId, procedure } = input;
      const patient = await findPatient(transaction, { practiceId, patientId });
      if (!patient.ok) return patient;
      const day = todayIn(PRACTICE_TIME_ZONE, this.#clock);
      const screening = await new Preconditions(transaction.sql, practiceId, this.#sources).currentScreening({ patientId, day, procedure });
      const verdict = judgeCandidacy(input, { screening, practitionerId });
      if (!verdict.ok) return verdict;
      const id = newId<'Candidacy'>();
      await new CandidacyRepository(transaction.sql, practiceId).insert({ ...verdict.value, id, patientId, procedure, signedAt: this.#clock.now(), signedOn: day });
      return ok(id);
    });
  }
}
