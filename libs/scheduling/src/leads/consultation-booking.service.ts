import { randomBytes } from 'node:crypto';
import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import type { NewAppointment } from '../appointments/appointment.writer';
import { VisitNews } from '../appointments/visit-news.service';
import { VisitMaker, type MakeError } from '../booking/visit-maker.service';
import type { InvalidInputError } from '../visit-flow/reason';
import { dayOf } from '../wall-time';
import { checkTurn, CODE_LENGTH, toConfirmationCode, type FreeConsultationHadError, type FreeConsultationNotOfferedError, type FreeConsultationRule, type LeadIsPatientError } from './free-consultation';
import type { Lead } from './lead';
import { LeadRepository } from './lead.repository';

/** What holds for free consultations at a site today. */
export interface ConsultationTerms {
  readonly rule: FreeConsultationRule;
  readonly timeZone: string;
  readonly today: CalendarDay;
}

/** A consultation at a time. */
export interface WantedConsultation {
  readonly lead: Lead;
  readonly terms: ConsultationTerms;
  readonly locationId: Id<'Location'>;
  /** Null: anybody who gives it. */
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly startsAt: Date;
}

/** The one rule by which free consultations are booked, by whatever way somebody asks for one. */
export class ConsultationBooking {
  readonly #transaction: Transaction;
  readonly #viewer: Viewer;
  readonly #clock: Clock;
  readonly #leads: LeadRepository;

  constructor(transaction: Transaction, viewer: Viewer, clock: Clock) {
    this.#transaction = transaction;
    this.#viewer = viewer;
    this.#clock = clock;
    this.#leads = new LeadRepository(transaction.sql, viewer.practiceId);
  }

  async findTerms(locationId: Id<'Location'>): Promise<Result<ConsultationTerms, InvalidInputError | FreeConsultationNotOfferedError>> {
    const timeZone = await this.#leads.findTimeZone(locationId);
    if (timeZone === null) return err({ kind: 'InvalidInputError', message: 'There is no such site.', field: 'locationId' });
    const today = dayOf(this.#clock.now(), timeZone);
    const rule = await this.#leads.findRule(today);
    return rule ? ok({ rule, timeZone, today }) : err({ kind: 'FreeConsultationNotOfferedError', message: 'The clinic offers no free consultation at present.' });
  }

  /** One per person and period, and none for who is a patient. The lead's row is locked. */
  async checkTurn(lead: Lead, { rule }: ConsultationTerms, day: CalendarDay): Promise<Result<null, LeadIsPatientError | FreeConsultationHadError>> {
    if (lead.patientId !== null) return err({ kind: 'LeadIsPatientError', message: 'This person is a patient by now. Book a visit for the patient.', patientId: lead.patientId });
    return checkTurn(await this.#leads.findLastDay(lead.id), rule, day);
  }

  /** Makes the visit; it is no consultation until it is recorded as one. */
  make({ lead, terms, locationId, practitionerId, startsAt }: WantedConsultation): Promise<Result<NewAppointment, MakeError>> {
    const request = { patientId: null, leadId: lead.id, locationId, practitionerId, roomId: null, serviceTypeCode: terms.rule.serviceTypeCode, durationMinutes: null, localStart: null, startsAt };
    return new VisitMaker(this.#transaction, this.#viewer, this.#clock).make(request, { holdExpiresAt: null, replaces: null, override: null });
  }

  /** Answers the confirmation code. */
  async record(visit: NewAppointment, { lead, terms }: Pick<WantedConsultation, 'lead' | 'terms'>, channel: 'TELEPHONE' | 'WEB'): Promise<string> {
    const confirmationCode = toConfirmationCode(randomBytes(CODE_LENGTH));
    await this.#leads.addConsultation({ id: newId<'FreeConsultation'>(), leadId: lead.id, appointmentId: visit.id, channel, confirmationCode, bookedOn: terms.today });
    await new VisitNews(this.#transaction).booked(visit);
    return confirmationCode;
  }
}
