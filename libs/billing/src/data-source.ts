import type { SchemaDefinition } from '@spindle/database';
import { ChargeEntity } from './charges/charge.entity';
import { ClaimLineEntity } from './claims/claim-line.entity';
import { ClaimEntity } from './claims/claim.entity';
import { CoverageEntity } from './coverages/coverage.entity';
import { MEMBER_ID } from './coverages/member-id.columns';
import { DataKeyEntity } from './data-keys/data-key.entity';
import { ImportedClaimLineEntity } from './imported-claims/imported-claim-line.entity';
import { ImportedClaimEntity } from './imported-claims/imported-claim.entity';
import { LedgerEntryEntity } from './ledger/ledger-entry.entity';
import { Billing1795424400000 } from './migrations/202611230900-billing';
import { Audit1795767000000 } from './migrations/202611270810-audit';
import { SealedMemberIds1795767600000 } from './migrations/202611270820-sealed-member-ids';
import { PatientAliases1795777200000 } from './migrations/202611271100-patient-aliases';
import { PatientAliasEntity } from './patient-aliases/patient-alias.entity';
import { Walls1795780800000 } from './migrations/202611271200-walls';
import { InsurancePlanEntity } from './payers/insurance-plan.entity';
import { PayerEntity } from './payers/payer.entity';

/** The schema `billing`: its tables and how they came to be. */
export const billingSchema: SchemaDefinition = {
  schema: 'billing',
  entities: [
    PayerEntity, InsurancePlanEntity, DataKeyEntity, CoverageEntity, ChargeEntity, ClaimEntity, ClaimLineEntity, LedgerEntryEntity,
    ImportedClaimEntity, ImportedClaimLineEntity, PatientAliasEntity,
  ],
  migrations: [Billing1795424400000, Audit1795767000000, SealedMemberIds1795767600000, PatientAliases1795777200000, Walls1795780800000],
  sealedColumns: [MEMBER_ID],
};
