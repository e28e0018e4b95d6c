import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import type { Cases, Scene } from './scene';

const PRACTICE = SAMPLE_PRACTICES.spindle.id;
const coverage = async (scene: Scene): Promise<object> => ({
  patientId: scene.somebody(), planId: await scene.value('SELECT id FROM billing.insurance_plan WHERE practice_id = $1 ORDER BY 1 LIMIT 1', [PRACTICE]), priority: 'TERTIARY', memberId: 'W123456789', relationship: 'SELF', validFrom: '2026-01-01',
});

async function openClaim(scene: Scene): Promise<object> {
  const [claim] = await scene.clinic.rows<{ id: string; version: number }>(`SELECT id, version FROM billing.claim WHERE practice_id = $1 AND state IN ('DRAFT', 'SCRUBBED', 'READY', 'HELD') ORDER BY id LIMIT 1`, [PRACTICE]);
  return { claimId: claim?.id, version: claim?.version, reason: 'Entered twice' };
}

/** Coverages and claims. */
export const BILLING_CASES: Cases = {
  addCoverage: { as: 'BILLER', input: coverage },
  endCoverage: { as: 'BILLER', input: async (scene) => { const { id, version } = await scene.does('addCoverage', await coverage(scene), 'BILLER'); return { coverageId: id, version, validTo: '2026-06-30' }; } },
  discardClaim: { as: 'BILLER', input: openClaim },
};
