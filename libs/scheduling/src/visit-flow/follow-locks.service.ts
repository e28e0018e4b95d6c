import type { Transaction } from '@spindle/database';
import type { DomainEvent, EventPayloads } from '@spindle/subgraph';
import { VisitLockWriter } from './visit-lock.writer';

/**
 * Keeps what was recorded elsewhere about a visit and bars the way back: a signed note, a drafted or released charge, a
 * submitted claim, a posted fee. Each lock names its source, so that voiding one claim leaves the lock of another.
 */
export async function followLocks({ sql, audit }: Transaction, event: DomainEvent): Promise<void> {
  const locks = new VisitLockWriter(sql, event.practiceId);
  if (event.type === 'NoteSigned') {
    const { noteId, appointmentId, patientId } = event.payload as EventPayloads['NoteSigned'];
    audit.changed(patientId, 'SCHEDULE');
    await locks.add([appointmentId], 'NOTE_SIGNED', noteId);
  }
  if (event.type === 'ChargeDrafted' || event.type === 'ChargeReleased') {
    const { chargeId, appointmentId, patientId } = event.payload as EventPayloads['ChargeDrafted'];
    audit.changed(patientId, 'SCHEDULE');
    await locks.add([appointmentId], event.type === 'ChargeDrafted' ? 'TREATMENT_RECORDED' : 'CHARGE_RELEASED', chargeId);
  }
  if (event.type === 'FeePosted' || event.type === 'FeeReversed') {
    const { feeId, appointmentId, patientId } = event.payload as EventPayloads['FeePosted'];
    audit.changed(patientId, 'SCHEDULE');
    await (event.type === 'FeePosted' ? locks.add([appointmentId], 'FEE_POSTED', feeId) : locks.remove('FEE_POSTED', feeId));
  }
  if (event.type === 'ClaimSubmitted' || event.type === 'ClaimVoided') {
    const { claimId, appointmentIds, patientId } = event.payload as EventPayloads['ClaimSubmitted'];
    audit.changed(patientId, 'SCHEDULE');
    await (event.type === 'ClaimSubmitted' ? locks.add(appointmentIds, 'CLAIM_SUBMITTED', claimId) : locks.remove('CLAIM_SUBMITTED', claimId));
  }
}
