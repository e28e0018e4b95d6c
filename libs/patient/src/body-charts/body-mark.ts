import { BODY_FIGURE, bodyRegionAt, drawBodyFigure, findBodyRegion, liesInside } from '@spindle/body-chart';
import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';

export { findBodyRegion };

/** The figure as the API gives it, with its drawing. */
export const FIGURE = { ...BODY_FIGURE, svg: drawBodyFigure() };

export const BODY_MARK_KINDS = ['PAIN', 'TENDERNESS', 'NUMBNESS', 'TINGLING', 'BURNING', 'STIFFNESS', 'WEAKNESS', 'SWELLING'] as const;
export type BodyMarkKind = (typeof BODY_MARK_KINDS)[number];

/** A mark on the body chart: where something is felt, and how much from 0 to 10. */
export interface BodyMark {
  readonly id: Id<'BodyMark'>;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'> | null;
  /** Key of the figure's region. */
  readonly region: string;
  /** In the figure's units. */
  readonly x: number;
  readonly y: number;
  readonly kind: BodyMarkKind;
  readonly intensity: number;
  readonly markedAt: Date;
}

export interface UnknownBodyRegionError { readonly kind: 'UnknownBodyRegionError'; readonly message: string; readonly region: string }
export interface OutsideBodyRegionError { readonly kind: 'OutsideBodyRegionError'; readonly message: string; readonly liesIn: string | null }

export type MarkedPlace = Pick<BodyMark, 'region' | 'x' | 'y' | 'kind' | 'intensity'>;

const MOST_INTENSE = 10;

/** A mark that can be drawn: its region is of the figure, its place inside the region, its intensity a whole number from 0 to 10. */
export function checkMark<Mark extends MarkedPlace>(mark: Mark): Result<Mark, InvalidInputError | UnknownBodyRegionError | OutsideBodyRegionError> {
  const region = findBodyRegion(mark.region);
  if (!region) return err({ kind: 'UnknownBodyRegionError', message: 'The figure has no such region. Take one of `bodyFigure.regions`.', region: mark.region });
  if (mark.intensity < 0 || mark.intensity > MOST_INTENSE) return err({ kind: 'InvalidInputError', field: 'intensity', message: `A whole number from 0 to ${MOST_INTENSE}.` });
  if (liesInside(region, mark.x, mark.y)) return ok(mark);
  const liesIn = bodyRegionAt(mark.x, mark.y)?.key ?? null;
  return err({ kind: 'OutsideBodyRegionError', message: liesIn === null ? 'The place lies beside the figure.' : `The place lies in ${liesIn}.`, liesIn });
}
