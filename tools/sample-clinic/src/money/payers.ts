import type { ServiceCode } from '../clinic/services';

export type PlanKind = 'COMMERCIAL' | 'MEDICARE' | 'MEDICARE_ADVANTAGE' | 'MEDICAID' | 'TRICARE' | 'WORKERS_COMPENSATION' | 'AUTO';

/** What of an allowed amount falls to the patient: a fixed amount per visit, or a share. */
export type PatientShare = { readonly copayCents: bigint } | { readonly percent: bigint };

export interface PlanProfile {
  readonly name: string;
  readonly kind: PlanKind;
  /** Per cent of the charge that the payer allows. */
  readonly allowedPercent: bigint;
  readonly share: PatientShare;
  /** Procedures that the plan leaves to the patient. */
  readonly excludes: readonly string[];
  /** How often patients have it. */
  readonly weight: number;
}

export interface PayerProfile {
  readonly name: string;
  readonly identifier: string;
  readonly plans: readonly PlanProfile[];
}

/** Codes of dry needling, which many plans do not pay for. */
const NEEDLING = ['20560', '20561'];

/** Made-up payers, with made-up identifiers. */
export const PAYERS: readonly PayerProfile[] = [
  payer('Front Range Health Alliance', 'FRHA01', [plan('Alliance Choice PPO', 62n, { share: copay(30), weight: 18 }), plan('Alliance Saver HDHP', 60n, { share: share(20n), weight: 9 })]),
  payer('Mile Marker Mutual', 'MMMU02', [plan('Mutual Open Access', 66n, { share: copay(40), weight: 14 }), plan('Mutual Bronze', 58n, { share: share(30n), weight: 6 })]),
  payer('Columbine Health Plan', 'COLHP3', [plan('Columbine HMO', 55n, { share: copay(20), weight: 12, excludes: NEEDLING }), plan('Columbine Student', 57n, { share: copay(15), weight: 3, excludes: NEEDLING })]),
  payer('Timberline Assurance', 'TIMBA4', [plan('Timberline Select', 64n, { share: share(10n), weight: 8 })]),
  payer('Sample Federal Seniors Program', 'SFSP05', [plan('Seniors Part B', 48n, { share: share(20n), weight: 11, excludes: NEEDLING, kind: 'MEDICARE' })]),
  payer('Prairie Sun Advantage', 'PRSA06', [plan('Advantage Gold', 50n, { share: copay(25), weight: 6, excludes: NEEDLING, kind: 'MEDICARE_ADVANTAGE' })]),
  payer('Sample State Assistance', 'SSTA07', [plan('State Assistance Basic', 40n, { share: copay(0), weight: 7, excludes: NEEDLING, kind: 'MEDICAID' })]),
  payer('Sample Service Families Plan', 'SSFP08', [plan('Families West', 52n, { share: copay(0), weight: 3, kind: 'TRICARE' })]),
  payer('Granite Work Injury Fund', 'GRWIF9', [plan('Work Injury', 90n, { share: copay(0), weight: 2, kind: 'WORKERS_COMPENSATION' })]),
  payer('Switchback Auto Casualty', 'SWAC10', [plan('Medical Payments', 95n, { share: copay(0), weight: 1, kind: 'AUTO' })]),
];

/** What one service of each code costs. */
export const FEES: Readonly<Record<string, bigint>> = {
  '20560': 6_500n, '20561': 9_500n, '97014': 2_800n, '97110': 6_200n, '97112': 6_800n, '97124': 5_400n, '97140': 6_000n, '97161': 17_500n, '97162': 18_500n,
  '97164': 11_500n, '97530': 7_000n, '98940': 5_800n, '98941': 7_600n, '98943': 4_600n, '99203': 18_800n,
};

/** A procedure as it is charged and claimed. */
export interface ProcedureLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
}

const THERAPY = ['GP'];

/** Combinations of procedures that a service is charged as. Hands-on therapy beside an adjustment is of another region (59). */
export const PROCEDURES: Readonly<Record<ServiceCode, readonly (readonly ProcedureLine[])[]>> = {
  CONSULT: [[]],
  CHIRO_NEW: [[line('99203', ['25']), line('98940'), line('97140', ['59'])], [line('99203', ['25']), line('98941')], [line('99203', ['25']), line('98941'), line('98943'), line('97014')]],
  CHIRO_ADJUST: [[line('98940'), line('97140', ['59']), line('97014')], [line('98941'), line('97124', ['59']), line('97110', ['GP'])], [line('98940'), line('98943')], [line('98941'), line('97110', ['GP']), line('97140', ['59']), line('97014')]],
  PT_EVAL: [[line('97161', THERAPY), line('97110', THERAPY, 2), line('97530', THERAPY)], [line('97162', THERAPY), line('97110', THERAPY)]],
  PT_VISIT: [[line('97110', THERAPY, 2), line('97140', THERAPY), line('97112', THERAPY)], [line('97110', THERAPY), line('97530', THERAPY), line('97112', THERAPY)], [line('97110', THERAPY, 2), line('97112', THERAPY), line('97014', THERAPY), line('97124', THERAPY)]],
  PT_RECHECK: [[line('97164', THERAPY), line('97110', THERAPY, 2)], [line('97164', THERAPY), line('97112', THERAPY), line('97110', THERAPY)]],
  DRY_NEEDLING: [[line('20560'), line('97110', THERAPY), line('97112', THERAPY)], [line('20561'), line('97110', THERAPY, 2), line('97112', THERAPY)], [line('20561'), line('97110', THERAPY), line('97530', THERAPY)]],
  MANUAL_THERAPY: [[line('97140', THERAPY, 2), line('97110', THERAPY), line('97112', THERAPY)], [line('97140', THERAPY), line('97124', THERAPY), line('97110', THERAPY)]],
};

function payer(name: string, identifier: string, plans: readonly PlanProfile[]): PayerProfile {
  return { name, identifier, plans };
}

function plan(name: string, allowedPercent: bigint, particulars: Pick<PlanProfile, 'share' | 'weight'> & Partial<PlanProfile>): PlanProfile {
  return { name, kind: 'COMMERCIAL', allowedPercent, excludes: [], ...particulars };
}

function copay(dollars: number): PatientShare {
  return { copayCents: BigInt(dollars) * 100n };
}

function share(percent: bigint): PatientShare {
  return { percent };
}

function line(code: string, modifiers: readonly string[] = [], units = 1): ProcedureLine {
  return { code, modifiers, units };
}
