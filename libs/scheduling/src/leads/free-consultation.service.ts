import { randomBytes } from 'node:crypto';
import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { badInput } from '@spindle/subgraph';
import type { NewAppointment } from '../appointments/appointment.writer';
import { VisitNews } from '../appointments/visit-news.service';
import { SlotSearchService } from '../availability/slot-search.service';
import { VisitMaker, type MakeError } from '../booking/visit-maker.service';
import type { InvalidInputError } from '../visit-flow/reason';
import { dayOf, daysBetween } from '../wall-time';
import {
  checkTurn, CODE_LENGTH, toConfirmationCode, toReport,
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
  readonly serviceTypeCode: string;
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

  book(operation: string, input: BookFreeConsultationInput, channel: 'TELEPHONE' | 'WEB'): Answer<BookedConsultation> {
    return this.#session.mutate({ operation, input: { ...input } }, async (transaction): Answer<BookedConsultation> => {
      transaction.audit.changed(null, 'SCHEDULE');
      const details = parseLead(input);
      if (!details.ok) return details;
      const leads = new LeadRepository(transaction.sql, this.#session.viewer.practiceId);
      const zone = await leads.findTimeZone(input.locationId);
      if (zone === null) return err({ kind: 'InvalidInputError', message: 'There is no such site.', field: 'locationId' });
      const today = dayOf(this.#clock.now(), zone);
      const rule = await leads.findRule(today);
      if (!rule) return err({ kind: 'FreeConsultationNotOfferedError', message: 'The clinic offers no free consultation at present.' });
      const lead = await leads.keep(newId<'Lead'>(), details.value, this.#clock.now());
      if (lead.patientId !== null) return err({ kind: 'LeadIsPatientError', message: 'This person is a patient by now. Book a visit for the patient.', patientId: lead.patientId });
      const turn = checkTurn(await leads.findLastDay(lead.id), rule, input.startsAt ? dayOf(input.startsAt, zone) : today);
      if (!turn.ok) return turn;
      const made = await this.#make(transaction, { lead, serviceTypeCode: rule.serviceTypeCode, input });
      if (!made.ok) return made;
      const confirmationCode = toConfirmationCode(randomBytes(CODE_LENGTH));
      await leads.addConsultation({ id: newId<'FreeConsultation'>(), leadId: lead.id, appointmentId: made.value.id, channel, confirmationCode, bookedOn: today });
      await new VisitNews(transaction).booked(made.value);
      return ok({ appointmentId: made.value.id, confirmationCode });
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
    const { startsAt } = wanted.input;
    if (startsAt) return this.#makeAt(transaction, wanted, { startsAt, practitionerId: wanted.input.practitionerId ?? null });
    let refused: MakeError | NoFreeTimeError = { kind: 'NoFreeTimeError', message: 'No time is free at this site within sixty days. Offer another site.' };
    for (const slot of await this.#nextTimes(transaction, wanted)) {
      const made = await this.#makeAt(transaction, wanted, { startsAt: slot.startsAt, practitionerId: slot.practitioner.id });
      if (made.ok || made.error.kind !== 'SlotTakenError') return made;
      refused = made.error;
    }
    return err(refused);
  }

  async #nextTimes({ sql }: Transaction, { lead, serviceTypeCode, input }: Wanted) {
    const search = new SlotSearchService(sql, this.#session.viewer.practiceId, this.#clock);
    const found = await search.find({ serviceTypeCode, locationIds: [input.locationId], practitionerId: input.practitionerId ?? null, patientId: lead.id, first: TRIED_TIMES });
    return found?.slots ?? [];
  }

  #makeAt(transaction: Transaction, { lead, serviceTypeCode, input }: Wanted, time: { startsAt: Date; practitionerId: Id<'Practitioner'> | null }): Promise<Result<NewAppointment, MakeError>> {
    const request = { patientId: null, leadId: lead.id, locationId: input.locationId, roomId: null, serviceTypeCode, durationMinutes: null, ...time };
    return new VisitMaker(transaction, this.#session.viewer, this.#clock).make(request, { holdExpiresAt: null, replaces: null, override: null });
  }
}
