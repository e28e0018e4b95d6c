import source from '../figure.json';
import type { BodyRegion } from './body-region';

export type BodyView = 'FRONT' | 'BACK' | 'LEFT' | 'RIGHT';

/** The patient's own left or right. */
export type BodyRegionSide = 'LEFT' | 'RIGHT' | 'MIDLINE';

/** A region of the figure: an area that a mark can lie in. */
export interface BodyFigureRegion {
  /** Never changes: marks keep it. Such as `back-low-back-left`. */
  readonly key: string;
  readonly name: string;
  readonly view: BodyView;
  readonly bodyRegion: BodyRegion;
  readonly side: BodyRegionSide;
  /** Corners as x, y, x, y and so on, in the figure's units: x to the right, y downwards. */
  readonly polygon: readonly number[];
}

/** The figure of the body chart: front, back and both sides in one drawing. */
export interface BodyFigure {
  readonly version: number;
  readonly width: number;
  readonly height: number;
  readonly regions: readonly BodyFigureRegion[];
}

interface Shape {
  readonly key: string;
  readonly name: string;
  readonly bodyRegion: string;
  readonly midline?: boolean;
  readonly points: readonly number[];
}

interface View {
  readonly view: string;
  readonly name: string;
  /** Where the middle of the body stands in the drawing. */
  readonly middle: number;
  /** Each shape that is not in the middle is there twice, on either side. */
  readonly mirrored: boolean;
  /** In the front view the patient's left is on the right of the drawing. */
  readonly patientLeftIsRight?: boolean;
  /** A side view seen from the other side. */
  readonly flipped?: boolean;
  readonly shapes: string;
}

/** The figure as everybody draws it and marks are kept in. */
export const BODY_FIGURE: BodyFigure = { version: source.version, width: source.width, height: source.height, regions: source.views.flatMap(regionsOf) };

const BY_KEY: ReadonlyMap<string, BodyFigureRegion> = new Map(BODY_FIGURE.regions.map((region) => [region.key, region]));

export function findBodyRegion(key: string): BodyFigureRegion | null {
  return BY_KEY.get(key) ?? null;
}

/** The region in which a place lies, if any. */
export function bodyRegionAt(x: number, y: number): BodyFigureRegion | null {
  return BODY_FIGURE.regions.find((region) => liesInside(region, x, y)) ?? null;
}

/** Whether a place lies inside a region; a place on an edge belongs to one of the neighbours. */
export function liesInside({ polygon }: BodyFigureRegion, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0; at < polygon.length; at += 2) {
    const [x1 = 0, y1 = 0] = polygon.slice(at, at + 2);
    const [x2 = 0, y2 = 0] = at + 2 < polygon.length ? polygon.slice(at + 2, at + 4) : polygon.slice(0, 2);
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

function regionsOf(view: View): BodyFigureRegion[] {
  const shapes: readonly Shape[] = (source.shapes as Readonly<Record<string, readonly Shape[]>>)[view.shapes] ?? [];
  return shapes.flatMap((shape) => {
    if (!view.mirrored) return [regionOf(view, shape, { side: view.view as BodyRegionSide, sign: view.flipped ? -1 : 1 })];
    if (shape.midline) return [regionOf(view, shape, { side: 'MIDLINE', sign: 1 })];
    const [onTheRight, onTheLeft]: readonly BodyRegionSide[] = view.patientLeftIsRight ? ['LEFT', 'RIGHT'] : ['RIGHT', 'LEFT'];
    return [regionOf(view, shape, { side: onTheLeft ?? 'LEFT', sign: -1 }), regionOf(view, shape, { side: onTheRight ?? 'RIGHT', sign: 1 })];
  });
}

function regionOf({ view, name, middle, mirrored }: View, shape: Shape, { side, sign }: { readonly side: BodyRegionSide; readonly sign: number }): BodyFigureRegion {
  const ends = side === 'MIDLINE' || !mirrored ? '' : `-${side.toLowerCase()}`;
  const where = side === 'MIDLINE' ? '' : `${side.toLowerCase()} `;
  return {
    key: `${name}-${shape.key}${ends}`, name: `${where}${shape.name}`, view: view as BodyView, bodyRegion: shape.bodyRegion as BodyRegion, side,
    polygon: shape.points.map((value, at) => (at % 2 === 0 ? middle + sign * value : value)),
  };
}
