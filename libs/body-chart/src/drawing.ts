import { BODY_FIGURE, type BodyFigureRegion, type BodyView } from './figure';

/** A mark to be drawn: where, and how strong from 0 to 10. */
export interface DrawnMark {
  readonly x: number;
  readonly y: number;
  readonly intensity: number;
  readonly label: string;
}

const TITLES: Readonly<Record<BodyView, string>> = { FRONT: 'Front', BACK: 'Back', LEFT: 'Left side', RIGHT: 'Right side' };

/** The figure as SVG, with marks on it. Each region carries its key as `data-region`, so that a page can listen to it. */
export function drawBodyFigure(marks: readonly DrawnMark[] = []): string {
  const { width, height, regions } = BODY_FIGURE;
  const views = [...Map.groupBy(regions, ({ view }) => view)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Body chart: front, back and both sides">`,
    ...views.flatMap(([view, each]) => [`  <text x="${middleOf(each)}" y="494" text-anchor="middle" font-family="sans-serif" font-size="12" fill="#444">${TITLES[view]}</text>`, ...each.map(drawRegion)]),
    ...marks.map(drawMark),
    '</svg>',
    '',
  ].join('\n');
}

function drawRegion({ key, name, polygon }: BodyFigureRegion): string {
  return `  <polygon data-region="${key}" points="${polygon.join(' ')}" fill="#f2e8df" stroke="#8a7b6d" stroke-width="1" stroke-linejoin="round"><title>${name}</title></polygon>`;
}

function drawMark({ x, y, intensity, label }: DrawnMark): string {
  return `  <circle cx="${x}" cy="${y}" r="${3 + intensity * 0.5}" fill="#c0392b" fill-opacity="0.7"><title>${escapeXml(label)}</title></circle>`;
}

function middleOf(regions: readonly BodyFigureRegion[]): number {
  const across = regions.flatMap(({ polygon }) => polygon.filter((_, at) => at % 2 === 0));
  return (Math.min(...across) + Math.max(...across)) / 2;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
