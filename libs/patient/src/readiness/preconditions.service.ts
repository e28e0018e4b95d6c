import type { CalendarDay, Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { CandidacyRepository } from '../candidacies/candidacy.repository';
import { consentOn, type ConsentStatus } from '../consents/consent';
import type { ConsentForms } from '../consents/consent-form';
import { ConsentRepository, type ConsentKey } from '../consents/consent.repository';
import type { QuestionSets } from '../screenings/question-set';
import { screeningOn, type ScreeningStatus } from '../screenings/screening';
import { ScreeningRepository } from '../screenings/screening.repository';
import { readinessOf, type TreatmentReadiness } from './readiness';

/** Questions and texts by which preconditions are judged. */
export interface PreconditionSources {
  readonly questionSets: QuestionSets;
  readonly consentForms: ConsentForms;
}

/** What must be there before a treatment, judged for a day: screening, consent, candidacy. Works inside a change and beside it. */
export class Preconditions {
  readonly #screenings: ScreeningRepository;
  readonly #consents: ConsentRepository;
  readonly #candidacies: CandidacyRepository;
  readonly #sources: PreconditionSources;

  constructor(sql: Sql, practiceId: Id<'Practice'>, sources: PreconditionSources) {
    this.#screenings = new ScreeningRepository(sql, practiceId);
    this.#consents = new ConsentRepository(sql, practiceId);
    this.#candidacies = new CandidacyRepository(sql, practiceId);
    this.#sources = sources;
  }

  /** Where the screening of the procedure stands on a day; null where the procedure asks no questions. Only `CURRENT` lets it begin. */
  async currentScreening(key: ConsentKey): Promise<ScreeningStatus | null> {
    const [status = null] = await this.#screeningStatuses([key]);
    return status;
  }

  /** Where the red-flag screening stands on a day. Only `CURRENT` lets a plan start. */
  async redFlags(patientId: Id<'Patient'>, day: CalendarDay): Promise<ScreeningStatus | null> {
    const set = this.#sources.questionSets.on('RED_FLAGS', day);
    const [latest = null] = set ? await this.#screenings.latest([{ patientId, questionSet: set.key, day }]) : [];
    return set && screeningOn(set, latest, day);
  }

  /** Where the consent to the procedure stands on a day; null where it needs none. Only `VALID` lets it begin. */
  async validConsent(key: ConsentKey): Promise<ConsentStatus | null> {
    const [status = null] = await this.#consentStatuses([key]);
    return status;
  }

  /** Everything at once, for many: three statements. */
  async readiness(keys: readonly ConsentKey[]): Promise<TreatmentReadiness[]> {
    const [screenings, consents, candidacies] = await Promise.all([this.#screeningStatuses(keys), this.#consentStatuses(keys), this.#candidacies.latest(keys)]);
    return keys.map(({ procedure, day }, at) => readinessOf({ procedure, day, screening: screenings[at] ?? null, consent: consents[at] ?? null, candidacy: candidacies[at] ?? null }));
  }

  async #screeningStatuses(keys: readonly ConsentKey[]): Promise<(ScreeningStatus | null)[]> {
    const sets = keys.map(({ procedure, day }) => this.#sources.questionSets.before(procedure, day)[0] ?? null);
    const latest = await this.#screenings.latest(keys.flatMap(({ patientId, day, until = null }, at) => { const set = sets[at]; return set ? [{ patientId, day, until, questionSet: set.key }] : []; }));
    let next = 0;
    return keys.map(({ day }, at) => { const set = sets[at]; return set ? screeningOn(set, latest[next++] ?? null, day) : null; });
  }

  async #consentStatuses(keys: readonly ConsentKey[]): Promise<(ConsentStatus | null)[]> {
    const latest = await this.#consents.latest(keys);
    return keys.map(({ procedure, day }, at) => {
      const consent = latest[at] ?? null;
      const form = (consent && this.#sources.consentForms.find(procedure, consent.formVersion)) ?? this.#sources.consentForms.on(procedure, day);
      return form && consentOn(form, consent, day);
    });
  }
}
