import { CalendarFeedLoader } from './calendar-feeds/calendar-feed.loader';
import { CalendarFeedService } from './calendar-feeds/calendar-feed.service';
import { FreeConsultationService } from './leads/free-consultation.service';
import { LeadLoader } from './leads/lead.loader';
import type { Clock, Id, Page } from '@spindle/kernel';
import { accessLoader, type PracticeSession } from '@spindle/database';
import type { PageLoader, RecordAccess, Viewer } from '@spindle/subgraph';
import { AppointmentLoader } from './appointments/appointment.loader';
import { SlotSearchService } from './availability/slot-search.service';
import { BookingService } from './booking/booking.service';
import { CancellationCountService } from './cancellations/cancellation-count.service';
import { ClosureService } from './closures/closure.service';
import { ConsultationRequestService } from './consultation-requests/consultation-request.service';
import { CredentialService } from './credentials/credential.service';
import { DaySheetService } from './day-sheets/day-sheet.service';
import { EquipmentLoader } from './equipment/equipment.loader';
import { EquipmentService } from './equipment/equipment.service';
import { GroupCancellationService } from './group-sessions/group-cancellation.service';
import { GroupSessionLoader } from './group-sessions/group-session.loader';
import { GroupSessionService } from './group-sessions/group-session.service';
import { SeatService } from './group-sessions/seat.service';
import { HoldService } from './holds/hold.service';
import { LocationLoader } from './locations/location.loader';
import { LocationService } from './locations/location.service';
import { PatientAliasRepository } from './patient-aliases/patient-alias.repository';
import { PlanLoader } from './plans/plan.loader';
import { OverrideLoader } from './overrides/override.loader';
import { PractitionerLoader } from './practitioners/practitioner.loader';
import { PractitionerService } from './practitioners/practitioner.service';
import { ReminderScheduleService } from './reminders/reminder-schedule.service';
import { RecordExportLoader } from './record-export/record-export.loader';
import { ReminderLoader } from './reminders/reminder.loader';
import { RepackService } from './repacks/repack.service';
import { SeriesChangeService } from './series/series-change.service';
import { SeriesLoader } from './series/series.loader';
import { SeriesService } from './series/series.service';
import { ServiceTypeLoader } from './service-types/service-type.loader';
import { TravelLoader } from './travel/travel.loader';
import { TravelService } from './travel/travel.service';
import { ServiceTypeService } from './service-types/service-type.service';
import { AttentionLoader } from './visit-attention/attention.loader';
import { AttentionService } from './visit-attention/attention.service';
import { VisitFlowService } from './visit-flow/visit-flow.service';
import { VisitLinkService } from './visit-links/visit-link.service';
import { WorkingHoursService } from './working-hours/working-hours.service';
import { WaitlistLoader } from './waitlist/waitlist.loader';
import { WaitlistService } from './waitlist/waitlist.service';

/** What resolvers of this subgraph work with, for one request. */
export interface Context {
  readonly viewer: Viewer;
  readonly accesses: PageLoader<string, Page<RecordAccess>>;
  readonly session: PracticeSession;
  readonly clock: Clock;
  readonly locations: LocationLoader;
  readonly practitioners: PractitionerLoader;
  readonly serviceTypes: ServiceTypeLoader;
  readonly sites: LocationService;
  readonly staff: PractitionerService;
  readonly equipment: EquipmentLoader;
  readonly equipping: EquipmentService;
  readonly travel: TravelLoader;
  readonly travelTimes: TravelService;
  readonly serviceTypeChanges: ServiceTypeService;
  readonly credentials: CredentialService;
  readonly appointments: AppointmentLoader;
  readonly daySheets: DaySheetService;
  readonly overrides: OverrideLoader;
  readonly slots: SlotSearchService;
  readonly booking: BookingService;
  readonly groupSessions: GroupSessionLoader;
  readonly groupPlanning: GroupSessionService;
  readonly groupCancellations: GroupCancellationService;
  readonly seats: SeatService;
  readonly holds: HoldService;
  readonly cancellations: CancellationCountService;
  readonly closures: ClosureService;
  readonly workingHours: WorkingHoursService;
  readonly leads: LeadLoader;
  readonly freeConsultations: FreeConsultationService;
  readonly feeds: CalendarFeedLoader;
  readonly calendarFeeds: CalendarFeedService;
  readonly visitFlow: VisitFlowService;
  readonly plans: PlanLoader;
  readonly series: SeriesLoader;
  readonly seriesBooking: SeriesService;
  readonly seriesChanges: SeriesChangeService;
  readonly waitlist: WaitlistLoader;
  readonly waitlistChanges: WaitlistService;
  readonly attention: AttentionLoader;
  readonly worklist: AttentionService;
  readonly repacks: RepackService;
  readonly records: RecordExportLoader;
  readonly reminders: ReminderLoader;
  readonly reminderSchedules: ReminderScheduleService;
  readonly visitLinks: VisitLinkService;
  readonly consultationRequests: ConsultationRequestService;
}

/** Makes a request's services and loaders. */
export function createContext(session: PracticeSession, clock: Clock): Context {
  return {
    viewer: session.viewer, session, clock,
    accesses: accessLoader(session, (ids) => new PatientAliasRepository(session, session.viewer.practiceId).findRoots(ids as readonly Id<'Patient'>[])),
    locations: new LocationLoader(session),
    practitioners: new PractitionerLoader(session),
    sites: new LocationService(session), staff: new PractitionerService(session),
    equipment: new EquipmentLoader(session), equipping: new EquipmentService(session, clock),
    travel: new TravelLoader(session), travelTimes: new TravelService(session, clock),
    serviceTypes: new ServiceTypeLoader(session), serviceTypeChanges: new ServiceTypeService(session, clock),
    credentials: new CredentialService(session, clock),
    appointments: new AppointmentLoader(session, clock),
    daySheets: new DaySheetService(session),
    overrides: new OverrideLoader(session),
    slots: new SlotSearchService(session, session.viewer.practiceId, clock),
    booking: new BookingService(session, clock),
    groupSessions: new GroupSessionLoader(session, clock),
    groupPlanning: new GroupSessionService(session, clock),
    groupCancellations: new GroupCancellationService(session, clock),
    seats: new SeatService(session, clock),
    holds: new HoldService(session, clock),
    cancellations: new CancellationCountService(session),
    closures: new ClosureService(session, clock),
    workingHours: new WorkingHoursService(session, clock),
    leads: new LeadLoader(session), freeConsultations: new FreeConsultationService(session, clock),
    feeds: new CalendarFeedLoader(session), calendarFeeds: new CalendarFeedService(session, clock),
    visitFlow: new VisitFlowService(session, clock),
    plans: new PlanLoader(session),
    series: new SeriesLoader(session),
    seriesBooking: new SeriesService(session, clock),
    seriesChanges: new SeriesChangeService(session, clock),
    waitlist: new WaitlistLoader(session), waitlistChanges: new WaitlistService(session, clock),
    attention: new AttentionLoader(session), worklist: new AttentionService(session, clock),
    repacks: new RepackService(session, clock),
    records: new RecordExportLoader(session), reminders: new ReminderLoader(session), reminderSchedules: new ReminderScheduleService(session, clock),
    visitLinks: new VisitLinkService(session, clock),
    consultationRequests: new ConsultationRequestService(session, clock),
  };
}
