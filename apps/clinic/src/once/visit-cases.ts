import type { Case, Cases, Scene, Thing } from './scene';

const ofVisit = ({ id, version }: Thing): object => ({ appointmentId: id, version });
const step = (before: readonly string[], more: object = {}): Case => ({ input: async (scene) => ({ ...ofVisit(await scene.visit(before)), ...more }) });
const arrived = ['checkInPatient'] as const;

/** Puts an open point on a visit, as a refused authorization would. */
async function visitWithOpenPoint(scene: Scene): Promise<object> {
  const { id } = await scene.visit();
  await scene.clinic.rows(`INSERT INTO scheduling.visit_attention (practice_id, appointment_id, reason, source_id, raised_at) SELECT practice_id, id, 'VISIT_REFUSED', id, now() FROM scheduling.appointment WHERE id = $1`, [id]);
  return { appointmentId: id, attention: 'VISIT_REFUSED', reason: 'The patient pays.' };
}

async function startedVisit(scene: Scene): Promise<object> {
  const visit = await scene.visit();
  await scene.goTo((await scene.visit()).id);
  return ofVisit(visit);
}

/** Somebody asked on the web page. */
async function consultationRequest(scene: Scene): Promise<object> {
  await scene.does('requestConsultation', { name: 'Uma Proof', telephone: '303-555-0146', source: 'WEB_SEARCH', locationId: scene.location }, 'SERVICE');
  return { requestId: await scene.value('SELECT id FROM scheduling.consultation_request ORDER BY requested_at DESC LIMIT 1') };
}

/** One visit from its booking to its end. */
export const VISIT_CASES: Cases = {
  bookAppointment: { input: (scene) => scene.booking() },
  rescheduleAppointment: { input: async (scene) => ({ ...ofVisit(await scene.visit()), startsAt: scene.freeTime() }) },
  cancelAppointment: step([], { reasonCode: 'PATIENT', reason: 'Cannot come' }),
  confirmAppointment: step([]),
  checkInPatient: { input: async (scene) => { const visit = await scene.visit(); await scene.goTo(visit.id); return ofVisit(visit); } },
  roomPatient: step(arrived),
  startTreatment: step(arrived),
  completeVisit: step([...arrived, 'startTreatment']),
  recordNoShow: { input: async (scene) => ({ ...await startedVisit(scene), reasonCode: 'UNKNOWN' }) },
  revertAppointment: step(['confirmAppointment'], { reason: 'Confirmed by mistake' }),
  enterAppointmentInError: { ...step([], { reason: 'Booked for somebody else' }), as: 'PRACTICE_ADMIN' },
  settleVisitAttention: { input: visitWithOpenPoint },
  holdSlot: { input: (scene) => scene.booking() },
  bookHeldSlot: { input: async (scene) => ofVisit(await scene.does('holdSlot', scene.booking())) },
  releaseHold: { input: async (scene) => ofVisit(await scene.does('holdSlot', scene.booking())) },
  requestConsultation: { as: 'SERVICE', input: (scene) => ({ name: 'Ida Proof', telephone: '303-555-0145', source: 'WEB_SEARCH', locationId: scene.location }) },
  settleConsultationRequest: { input: consultationRequest },
  bookFreeConsultation: { input: (scene) => ({ name: 'Ivo Proof', telephone: '303-555-0144', source: 'WEB_SEARCH', locationId: scene.location, practitionerId: scene.practitioner, startsAt: scene.freeTime() }) },
};
