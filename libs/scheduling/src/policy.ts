import { combinePolicies } from '@spindle/subgraph';
import { accesses } from './accesses/accesses.policy';
import { appointments } from './appointments/appointments.policy';
import { availability } from './availability/availability.policy';
import { bookedVisits } from './booked-visits/booked-visits.policy';
import { booking } from './booking/booking.policy';
import { cancellations } from './cancellations/cancellations.policy';
import { closures } from './closures/closures.policy';
import { consultationRequests } from './consultation-requests/consultation-requests.policy';
import { credentials } from './credentials/credentials.policy';
import { daySheets } from './day-sheets/day-sheets.policy';
import { equipment } from './equipment/equipment.policy';
import { groupSessions } from './group-sessions/group-sessions.policy';
import { holds } from './holds/holds.policy';
import { calendarFeeds } from './calendar-feeds/calendar-feeds.policy';
import { leads } from './leads/leads.policy';
import { locations } from './locations/locations.policy';
import { overrides } from './overrides/overrides.policy';
import { plans } from './plans/plans.policy';
import { practitioners } from './practitioners/practitioners.policy';
import { recordExport } from './record-export/record-export.policy';
import { reminders } from './reminders/reminders.policy';
import { repacks } from './repacks/repacks.policy';
import { series } from './series/series.policy';
import { serviceTypes } from './service-types/service-types.policy';
import { travel } from './travel/travel.policy';
import { visitAttention } from './visit-attention/visit-attention.policy';
import { visitFlow } from './visit-flow/visit-flow.policy';
import { visitLinks } from './visit-links/visit-links.policy';
import { workingHours } from './working-hours/working-hours.policy';
import { waitlist } from './waitlist/waitlist.policy';

/** Who sees what of this subgraph: every field of its SDL, once. */
export const policy = combinePolicies(
  accesses,
  appointments,
  availability,
  bookedVisits,
  booking,
  cancellations,
  closures,
  consultationRequests,
  credentials,
  daySheets,
  equipment,
  groupSessions,
  holds,
  calendarFeeds,
  leads,
  locations,
  overrides,
  plans,
  practitioners,
  recordExport,
  reminders,
  repacks,
  series,
  serviceTypes,
  travel,
  visitAttention,
  visitFlow,
  visitLinks,
  workingHours,
  waitlist,
);
