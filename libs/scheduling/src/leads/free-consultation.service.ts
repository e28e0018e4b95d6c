import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { badInput } from '@spindle/subgraph';
import type { NewAppointment } from '../appointments/appointment.writer';
import { SlotSearchService } from '../availability/slot-search.service';
import type { MakeError } from '../booking/visit-maker.service';
import { dayOf, daysBetween } from '../wall-time';
import { ConsultationBooking, type ConsultationTerms } from './consultation-booking.service';
import {
  toReport,
  type FreeConsultationHadError, type FreeConsultationNotOfferedError, type FreeConsultationReport, type LeadIsPatientError, type NoFreeTimeError,
} from './free-consultation';
import { parseLead, type Lead, type LeadInput } from './lead';
import { LeadRepository } from './lead.repository';

export interface BookFreeConsultationInput extends LeadInput {
  readonly idempotencyKey: string;
  readonly locationId: Id<'Location'>;
  readonly startsAt?: Date | null | undefined;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
}

/** What was booked. */
export interface BookedConsultation {
  readonly appointmentId: Id<'Appointment'>;
  readonly confirmationCode: string;
}

export type FreeConsultationError = MakeError | FreeConsultationHadError | FreeConsultationNotOfferedError | LeadIsPatientError | NoFreeTimeError;
type Answer<T> = Promise<Result<T, FreeConsultationError | IdempotencyKeyReusedError>>;

interface Wanted {
  readonly lead: Lead;
  readonly terms: ConsultationTerms;
  readonly booking: ConsultationBooking;
  readonly input: BookFreeConsultationInput;
}

/** How many of the next free times are tried when others take them meanwhile. */
const TRIED_TIMES = 5;
const REPORTED_DAYS = 366;

/** Books free consultations for people who are no patients yet, and counts what becomes of them. */
export class FreeConsultationService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** On the telephone: who calls is told what holds for them. */
  book(input: BookFreeConsultationInput): Answer<BookedConsultation> {
    return this.#session.mutate({ operation: 'bookFreeConsultation', input: { ...input } }, async (transaction): Answer<BookedConsultation> => {
      transaction.audit.changed(null, 'SCHEDULE');
      const details = parseLead(input);
      if (!details.ok) return details;
      const booking = new ConsultationBooking(transaction, this.#session.viewer, this.#clock);
      const terms = await booking.findTerms(input.locationId);
      if (!terms.ok) return terms;
      const lead = await new LeadRepository(transaction.sql, this.#session.viewer.practiceId).keep(newId<'Lead'>(), details.value, this.#clock.now());
      const turn = await booking.checkTurn(lead, terms.value, input.startsAt ? dayOf(input.startsAt, terms.value.timeZone) : terms.value.today);
      if (!turn.ok) return turn;
      const made = await this.#make(transaction, { lead, terms: terms.value, booking, input });
      if (!made.ok) return made;
      return ok({ appointmentId: made.value.id, confirmationCode: await booking.record(made.value, { lead, terms: terms.value }, 'TELEPHONE') });
    });
  }

  /** Throws BAD_USER_INPUT for days that cannot be. */
  async report(from: CalendarDay, through: CalendarDay): Promise<FreeConsultationReport> {
    const days = daysBetween(from, through);
    if (days < 0 || days >= REPORTED_DAYS) throw badInput(`A report covers 1 to ${REPORTED_DAYS} days.`);
    return toReport(from, through, await new LeadRepository(this.#session, this.#session.viewer.practiceId).count(from, through));
  }

  /** At the time that is wanted, or at the next that is free. */
  async #make(transaction: Transaction, wanted: Wanted): Promise<Result<NewAppointment, MakeError | NoFreeTimeError>> {
    const { booking, lead, terms, input } = wanted;
    const at = { lead, terms, locationId: input.locationId };
    if (input.startsAt) return booking.make({ ...at, startsAt: input.startsAt, practitionerId: input.practitionerId ?? null });
    let refused: MakeError | NoFreeTimeError = { kind: 'NoFreeTimeError', message: 'No time is free at this site within sixty days. Offer another site.' };
    for (const slot of await this.#nextTimes(transaction, wanted)) {
      const made = await booking.make({ ...at, startsAt: slot.startsAt, practitionerId: slot.practitioner.id });
      if (made.ok || made.error.kind !== 'SlotTakenError') return made;
      refused = made.error;
    }
    return err(refused);
  }

  async #nextTimes({ sql }: Transaction, { lead, terms, input }: Wanted) {
    const search = new SlotSearchService(sql, this.#session.viewer.practiceId, this.#clock);
    const found = await search.find({ serviceTypeCode: terms.rule.serviceTypeCode, locationIds: [input.locationId], practitionerId: input.practitionerId ?? null, patientId: lead.id, first: TRIED_TIMES });
    return found?.slots ?? [];
  }
}
