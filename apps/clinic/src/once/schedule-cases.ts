import { randomUUID } from 'node:crypto';
import type { Cases, Scene, Thing } from './scene';

/** Another practitioner than the one whose time the visits take. */
const other = (scene: Scene): Promise<string> => scene.value('SELECT practitioner_id FROM scheduling.practitioner_location WHERE location_id = $1 AND practitioner_id <> $2 ORDER BY 1 LIMIT 1', [scene.location, scene.practitioner]);

const absence = async (scene: Scene): Promise<object> => ({ practitionerId: await other(scene), kind: 'ABSENCE', localFrom: `${scene.day(400)}T08:00`, localUntil: `${scene.day(400)}T12:00` });
const closure = (scene: Scene, ahead: number): object => ({ locationId: scene.location, kind: 'CLOSURE', name: 'Water damage', localFrom: `${scene.day(ahead)}T08:00`, localUntil: `${scene.day(ahead)}T18:00` });

/** Four Mondays, months ahead. Each series lies in weeks of its own. */
const series = (scene: Scene, ahead: number): object => ({
  policy: 'ALL_OR_NOTHING',
  request: { patientId: scene.somebody(), practitionerId: scene.practitioner, locationId: scene.location, serviceTypeCode: 'PT_VISIT', firstDay: scene.day(ahead), weeklyTimes: [{ weekday: 'MONDAY', time: '10:00' }], visits: 4 },
});

const waiting = (scene: Scene, otherwise: object = {}): object => ({ patientId: scene.somebody(), serviceTypeCode: 'PT_VISIT', ...otherwise });

/** Somebody waits, a visit is cancelled, and its time is offered. */
async function offer(scene: Scene): Promise<object> {
  const entry = await scene.does('addToWaitlist', waiting(scene, { practitionerIds: [scene.practitioner], priority: 'URGENT' }));
  await scene.visit(['cancelAppointment']);
  await scene.clinic.unaskedWork();
  return { offerId: await scene.value(`SELECT id FROM scheduling.waitlist_offer WHERE entry_id = $1 AND state = 'OPEN'`, [entry.id]) };
}

/** A link as a message holds it. */
async function linkTo(scene: Scene, { id }: Thing): Promise<string> {
  const { data } = await scene.send('createVisitLink', { idempotencyKey: randomUUID(), appointmentId: id }, 'SERVICE');
  return String(data['createVisitLink']?.['token']);
}

/** The practitioner is away during one visit, which moves to a later time. */
async function repack(scene: Scene): Promise<object> {
  const { id, version } = await scene.visit();
  const localFrom = await scene.value(`SELECT to_char(local_start, 'YYYY-MM-DD"T"HH24:MI') FROM scheduling.appointment WHERE id = $1`, [id]);
  const period = { localFrom, localUntil: `${localFrom.slice(0, 15)}9` };
  const away = await scene.does('addAvailabilityException', { practitionerId: scene.practitioner, kind: 'ABSENCE', ...period });
  return { absenceId: away.id, absenceVersion: away.version, moves: [{ appointmentId: id, version, practitionerId: scene.practitioner, locationId: scene.location, startsAt: scene.freeTime() }] };
}

const session = (scene: Scene): object => ({ serviceTypeCode: 'GROUP_EXERCISE', practitionerId: scene.practitioner, locationId: scene.location, startsAt: scene.freeTime() });

const seat = async (scene: Scene): Promise<object> => ({ groupSessionId: (await scene.does('createGroupSession', session(scene))).id, patientId: scene.somebody() });

const credential = (scene: Scene, validFrom: string): object => ({ practitionerId: scene.practitioner, kind: 'MANUAL_THERAPY', validFrom, validTo: '2031-12-31', hours: 24, source: 'Certificate on paper' });

/** The credential, recorded, as a change of it names it. */
async function held(scene: Scene, validFrom: string): Promise<object> {
  const { id, version } = await scene.does('addCredential', credential(scene, validFrom), 'PRACTICE_ADMIN');
  return { credentialId: id, version };
}

/** A service of its own, created and changed in these ways, as a change names it. */
async function service(scene: Scene, code: string, steps: readonly string[] = []): Promise<object> {
  await scene.does('createServiceType', { code, name: `Service ${code}`, durationMinutes: 30 }, 'PRACTICE_ADMIN');
  for (const [done, step] of steps.entries()) await scene.does(step, { code, version: done + 1 }, 'PRACTICE_ADMIN');
  return { code, version: steps.length + 1 };
}

const ofSeries = ({ id, version }: Thing): object => ({ seriesId: id, version });

/** Series, the waiting list, opening hours, and calendars to subscribe to. */
export const SCHEDULE_CASES: Cases = {
  bookSeries: { input: (scene) => series(scene, 60) },
  moveSeries: { input: async (scene) => ({ ...ofSeries(await scene.does('bookSeries', series(scene, 100))), ordinal: 2, scope: 'THIS_AND_FOLLOWING', localStart: `${mondayAfter(scene.day(107))}T14:00` }) },
  cancelSeries: { input: async (scene) => ({ ...ofSeries(await scene.does('bookSeries', series(scene, 150))), ordinal: 1, scope: 'ALL', reasonCode: 'PATIENT_MOVED_AWAY' }) },
  addToWaitlist: { input: (scene) => waiting(scene) },
  withdrawFromWaitlist: { input: async (scene) => { const { id, version } = await scene.does('addToWaitlist', waiting(scene)); return { entryId: id, version }; } },
  acceptWaitlistOffer: { input: offer },
  declineWaitlistOffer: { input: offer },
  createGroupSession: { input: session },
  seatPatient: { input: seat },
  releaseSeat: { input: async (scene) => { const taken = await seat(scene); await scene.does('seatPatient', taken); return { ...taken, reasonCode: 'PATIENT' }; } },
  cancelGroupSession: { input: async (scene) => { const { id, version } = await scene.does('createGroupSession', session(scene)); return { groupSessionId: id, version, reasonCode: 'PROVIDER' }; } },
  applyRepack: { input: repack },
  setReminderSchedule: { as: 'PRACTICE_ADMIN', input: () => ({ version: 0, offsets: [{ daysBefore: 2, localTime: '10:00' }], quietFrom: '20:00', quietUntil: '09:00' }) },
  createVisitLink: { as: 'SERVICE', toldOnce: 'token', input: async (scene) => ({ appointmentId: (await scene.visit()).id }) },
  answerVisitByLink: { as: 'SERVICE', input: async (scene) => ({ token: await linkTo(scene, await scene.visit()), answer: 'CONFIRM' }) },
  closeLocation: { input: (scene) => closure(scene, 500) },
  reopenLocation: { input: async (scene) => { const { id, version } = await scene.does('closeLocation', closure(scene, 510)); return { closureId: id, version }; } },
  setWeeklyHours: { as: 'PRACTICE_ADMIN', input: async (scene) => ({ practitionerId: await other(scene), locationId: scene.location, validFrom: scene.day(300), stretches: [{ weekday: 1, opens: '09:00', closes: '12:00' }] }) },
  addAvailabilityException: { input: absence },
  withdrawAvailabilityException: { input: async (scene) => { const { id, version } = await scene.does('addAvailabilityException', await absence(scene)); return { exceptionId: id, version }; } },
  addCredential: { as: 'PRACTICE_ADMIN', input: (scene) => credential(scene, '2021-01-01') },
  renewCredential: { as: 'PRACTICE_ADMIN', input: async (scene) => ({ ...(await held(scene, '2022-01-01')), hours: 24, source: 'Certificate on paper' }) },
  endCredential: { as: 'PRACTICE_ADMIN', input: async (scene) => ({ ...(await held(scene, '2023-01-01')), validTo: '2030-06-30' }) },
  createServiceType: { as: 'PRACTICE_ADMIN', input: () => ({ code: 'CUPPING', name: 'Cupping', durationMinutes: 30 }) },
  changeServiceType: { as: 'PRACTICE_ADMIN', input: async (scene) => ({ ...(await service(scene, 'TAPING')), name: 'Kinesiology taping' }) },
  retireServiceType: { as: 'PRACTICE_ADMIN', input: (scene) => service(scene, 'LASER') },
  offerServiceTypeAgain: { as: 'PRACTICE_ADMIN', input: (scene) => service(scene, 'DECOMPRESSION', ['retireServiceType']) },
  createCalendarFeed: { toldOnce: 'token', input: (scene) => ({ practitionerId: scene.practitioner }) },
  revokeCalendarFeed: { input: async (scene) => ({ feedId: (await scene.does('createCalendarFeed', { practitionerId: scene.practitioner })).id }) },
};

function mondayAfter(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
}
