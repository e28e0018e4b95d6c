import type { SchemaDefinition } from '@spindle/database';
import { AppointmentEntity } from './appointments/appointment.entity';
import { ReservationEntity } from './booking/reservation.entity';
import { ResourceEntity } from './booking/resource.entity';
import { CalendarFeedEntity } from './calendar-feeds/calendar-feed.entity';
import { FreeConsultationRuleEntity } from './leads/free-consultation-rule.entity';
import { FreeConsultationEntity } from './leads/free-consultation.entity';
import { LeadEntity } from './leads/lead.entity';
import { ClosureEntity } from './closures/closure.entity';
import { ConsultationRequestEntity } from './consultation-requests/consultation-request.entity';
import { GroupSessionEntity } from './group-sessions/group-session.entity';
import { EquipmentEntity } from './equipment/equipment.entity';
import { LocationEntity } from './locations/location.entity';
import { RoomEntity } from './locations/room.entity';
import { TravelTimeEntity } from './travel/travel-time.entity';
import { Scheduling1795428000000 } from './migrations/202611231000-scheduling';
import { Leads1795766400000 } from './migrations/202611270800-leads';
import { Audit1795767000000 } from './migrations/202611270810-audit';
import { VisitFacts1795773600000 } from './migrations/202611271000-visit-facts';
import { Series1795777200000 } from './migrations/202611271100-series';
import { Walls1795780800000 } from './migrations/202611271200-walls';
import { Waitlist1795781400000 } from './migrations/202611271210-waitlist';
import { DayIndex1795782000000 } from './migrations/202611271220-day-index';
import { CancellationCodes1795797900000 } from './migrations/202611271645-cancellation-codes';
import { CredentialsAndServices1795797600000 } from './migrations/202611271640-credentials-and-services';
import { ConsultationRequests1795785600000 } from './migrations/202611271320-consultation-requests';
import { Reminders1795785000000 } from './migrations/202611271310-reminders';
import { PatientAliasEntity } from './patient-aliases/patient-alias.entity';
import { CertificationLapseEntity } from './plans/certification-lapse.entity';
import { GrantedAuthorizationEntity } from './plans/granted-authorization.entity';
import { PlanCertificationEntity } from './plans/plan-certification.entity';
import { TreatmentPlanEntity } from './plans/treatment-plan.entity';
import { VisitsLeftEntity } from './plans/visits-left.entity';
import { ReservationStore1795768200000 } from './migrations/202611270830-reservation-store';
import { AppointmentOverrideEntity } from './overrides/appointment-override.entity';
import { CredentialEntity } from './practitioners/credential.entity';
import { PractitionerLocationEntity } from './practitioners/practitioner-location.entity';
import { PractitionerEntity } from './practitioners/practitioner.entity';
import { ReminderScheduleEntity } from './reminders/reminder-schedule.entity';
import { ReminderEntity } from './reminders/reminder.entity';
import { SeriesOccurrenceEntity } from './series/series-occurrence.entity';
import { SeriesEntity } from './series/series.entity';
import { ServiceTypeEntity } from './service-types/service-type.entity';
import { VisitAttentionEntity } from './visit-attention/visit-attention.entity';
import { VisitAuthorizationEntity } from './visit-attention/visit-authorization.entity';
import { AppointmentStepEntity } from './visit-flow/appointment-step.entity';
import { VisitLockEntity } from './visit-flow/visit-lock.entity';
import { VisitLinkEntity } from './visit-links/visit-link.entity';
import { AvailabilityExceptionEntity } from './working-hours/availability-exception.entity';
import { WeeklyHoursDayEntity } from './working-hours/weekly-hours-day.entity';
import { WeeklyHoursEntity } from './working-hours/weekly-hours.entity';
import { CalendarFeeds1795769400000 } from './migrations/202611270850-calendar-feeds';
import { FreedSlotEntity } from './waitlist/freed-slot.entity';
import { WaitlistEntryEntity } from './waitlist/waitlist-entry.entity';
import { WaitlistOfferEntity } from './waitlist/waitlist-offer.entity';

/** The tables of scheduling: what maps them and what makes them. */
export const schedulingSchema: SchemaDefinition = {
  schema: 'scheduling',
  entities: [
    LocationEntity, RoomEntity, EquipmentEntity, TravelTimeEntity, PractitionerEntity, PractitionerLocationEntity, CredentialEntity, ServiceTypeEntity,
    AppointmentEntity, ResourceEntity, ReservationEntity, AppointmentStepEntity, VisitLockEntity,
    LeadEntity, CalendarFeedEntity, FreeConsultationEntity, FreeConsultationRuleEntity,
    PatientAliasEntity, TreatmentPlanEntity, PlanCertificationEntity, CertificationLapseEntity, VisitsLeftEntity, GrantedAuthorizationEntity, VisitAttentionEntity, VisitAuthorizationEntity,
    SeriesEntity, SeriesOccurrenceEntity, WaitlistEntryEntity, FreedSlotEntity, WaitlistOfferEntity, ReminderScheduleEntity, ReminderEntity, VisitLinkEntity, ConsultationRequestEntity,
    AppointmentOverrideEntity, GroupSessionEntity, WeeklyHoursEntity, WeeklyHoursDayEntity, AvailabilityExceptionEntity, ClosureEntity,
  ],
  migrations: [
    Scheduling1795428000000, Leads1795766400000, Audit1795767000000, ReservationStore1795768200000, CalendarFeeds1795769400000, VisitFacts1795773600000, Series1795777200000,
    Walls1795780800000, Waitlist1795781400000, DayIndex1795782000000, Reminders1795785000000, ConsultationRequests1795785600000,
    CredentialsAndServices1795797600000, CancellationCodes1795797900000],
};
