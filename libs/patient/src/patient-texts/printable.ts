interface Printable {
  readonly title: string;
  readonly version: number;
  readonly confirmedBy: string | null;
  readonly sections: readonly { readonly heading: string | null; readonly paragraphs: readonly string[] }[];
}

const STYLE = 'body{font:14pt/1.5 sans-serif;max-width:40em;margin:2em auto;color:#000}h1{font-size:20pt}h2{font-size:15pt;margin-bottom:0}footer{font-size:9pt;margin-top:3em}';

/** A page to be printed: all that is on it stands in the text, nothing is loaded. */
export function toPrintable({ title, version, confirmedBy, sections }: Printable): string {
  const body = sections.map(({ heading, paragraphs }) => `${heading === null ? '' : `<h2>${escapeHtml(heading)}</h2>`}${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('')}`).join('\n');
  const confirmed = confirmedBy === null ? 'Not yet confirmed by a clinician' : `Confirmed by ${confirmedBy}`;
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>\n<body><h1>${escapeHtml(title)}</h1>\n${body}\n<footer>Version ${version}. ${escapeHtml(confirmed)}.</footer></body></html>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
