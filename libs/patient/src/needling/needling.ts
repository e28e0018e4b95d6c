import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw, unlessFlawed } from '../texts';

export type BodySide = 'LEFT' | 'RIGHT' | 'MIDLINE';
export type TwitchResponse = 'SEEN' | 'NOT_SEEN' | 'DECLINED';

/** What was done with needles in one muscle, as it is written down. */
export interface NeedlingEntry {
  readonly muscleKey: string;
  readonly side: BodySide;
  /** Diameter in millimetres, such as 0.3. */
  readonly needleDiameterMm: number;
  readonly needleLengthMm: number;
  /** The lot on the package; null while nobody has written it down. */
  readonly lot: string | null;
  readonly needlesIn: number;
  readonly needlesOut: number;
  readonly isTautBand: boolean;
  readonly twitchResponse: TwitchResponse;
  /** In the patient's words. */
  readonly sensation: string | null;
  readonly isElectricallyStimulated: boolean;
}

/** One treated muscle of an encounter. A correction is a new row that names the one before; the last one counts. */
export interface NeedlingSite extends NeedlingEntry {
  readonly id: Id<'NeedlingSite'>;
  readonly encounterId: Id<'Encounter'>;
  readonly patientId: Id<'Patient'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly recordedAt: Date;
  readonly correctsId: Id<'NeedlingSite'> | null;
  /** Written down by mistake: it never happened. */
  readonly isWithdrawn: boolean;
}

export const NEEDLING_LIMITS = { needles: 60, diameterMm: [0.1, 0.5], lengthMm: [5, 150], sensation: 500, lot: 60 } as const;

/** Checks an entry but for its muscle and side, which the catalogue of muscles judges. */
export function checkEntry(entry: NeedlingEntry): Result<NeedlingEntry, InvalidInputError> {
  const { needles, diameterMm, lengthMm, sensation, lot } = NEEDLING_LIMITS;
  const tidy = { ...entry, lot: entry.lot?.trim() || null, sensation: entry.sensation?.trim() || null };
  const within = (field: string, value: number, [least, most]: readonly [number, number]): InvalidInputError | null =>
    (Number.isFinite(value) && value >= least && value <= most ? null : { kind: 'InvalidInputError', field, message: `From ${least} to ${most}.` });
  const whole = (field: string, value: number, least: number): InvalidInputError | null =>
    (Number.isInteger(value) && value >= least && value <= needles ? null : { kind: 'InvalidInputError', field, message: `A whole number from ${least} to ${needles}.` });
  return unlessFlawed(tidy, [
    within('needleDiameterMm', entry.needleDiameterMm, diameterMm), within('needleLengthMm', entry.needleLengthMm, lengthMm),
    whole('needlesIn', entry.needlesIn, 1), whole('needlesOut', entry.needlesOut, 0),
    lengthFlaw('lot', tidy.lot ?? '', { least: 0, most: lot }), lengthFlaw('sensation', tidy.sensation ?? '', { least: 0, most: sensation }),
  ]);
}

/** The rows that count: not withdrawn, and not corrected by another one. */
export function standing(sites: readonly NeedlingSite[]): readonly NeedlingSite[] {
  const corrected = new Set(sites.map(({ correctsId }) => correctsId));
  return sites.filter(({ id, isWithdrawn }) => !isWithdrawn && !corrected.has(id));
}

/** What the sites of an encounter come to. */
export interface NeedlingSummary {
  readonly needlesIn: number;
  readonly needlesOut: number;
  /** Different muscles; the two sides of one muscle are one. */
  readonly distinctMuscles: number;
  readonly isLotRecorded: boolean;
}

export function summarize(sites: readonly NeedlingSite[]): NeedlingSummary {
  const counted = standing(sites);
  return {
    needlesIn: counted.reduce((sum, { needlesIn }) => sum + needlesIn, 0),
    needlesOut: counted.reduce((sum, { needlesOut }) => sum + needlesOut, 0),
    distinctMuscles: new Set(counted.map(({ muscleKey }) => muscleKey)).size,
    isLotRecorded: counted.length > 0 && counted.every(({ lot }) => lot !== null),
  };
}

/** CPT 20560 for one or two muscles, 20561 for three or more: by muscles, not by needles. Null when none was treated. */
export function needlingCode({ distinctMuscles }: Pick<NeedlingSummary, 'distinctMuscles'>): '20560' | '20561' | null {
  if (distinctMuscles === 0) return null;
  return distinctMuscles <= 2 ? '20560' : '20561';
}

export interface PainOutOfRangeError { readonly kind: 'PainOutOfRangeError'; readonly message: string }

/** Pain as a whole number from 0, none, to 10, the worst one can think of. */
export function checkPain(score: number): Result<number, PainOutOfRangeError> {
  return Number.isInteger(score) && score >= 0 && score <= 10 ? ok(score) : err({ kind: 'PainOutOfRangeError', message: 'Pain is a whole number from 0 to 10.' });
}
