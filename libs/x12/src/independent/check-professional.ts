/**
 * A structural check of an 837P that shares nothing with the writer, the tokenizer or the guide tables: it splits the text
 * at `~` and `*` and walks it by a grammar of its own. It knows only files with the usual delimiters.
 */
export function checkProfessionalFile(text: string): string[] {
  const problems: string[] = [];
  const segments = text.split('~').slice(0, -1).map((segment) => segment.split('*'));
  if (!text.endsWith('~')) problems.push('the file does not end with ~');
  if ((text.split('~')[0] ?? '').length !== 105) problems.push('ISA is not 105 characters and a terminator');
  for (const segment of segments) checkForm(segment, problems);
  checkEnvelope(segments, problems);
  const from = segments.findIndex((segment) => segment[0] === 'ST');
  const to = segments.findIndex((segment) => segment[0] === 'SE');
  const body = segments.slice(from + 1, to);
  checkHierarchy(body, problems);
  checkOrder(body, problems);
  checkMoney(body, problems);
  return problems;
}

type Segment = readonly string[];

const name = (segment: Segment): string => `${segment[0] ?? ''}*${segment[1] ?? ''}`;

function checkForm(segment: Segment, problems: string[]): void {
  const shown = segment.join('*');
  if (!/^[A-Z][A-Z0-9]{1,2}$/.test(segment[0] ?? '')) problems.push(`no segment identifier: ${shown}`);
  if (segment.length < 2 || segment[segment.length - 1] === '') problems.push(`trailing separator or nothing in it: ${shown}`);
  if (/[^A-Za-z0-9 !"&'()*+,\-./:;?=%@[\]_{}\\|<>#$^]/.test(shown)) problems.push(`character outside the set: ${shown}`);
  if (segment[0] === 'NM1' && !/^(XX|PI|46|MI|)$/.test(segment[8] ?? '')) problems.push(`identifier qualifier: ${shown}`);
  if (segment[0] === 'NM1' && (segment[8] ?? '') === 'XX' && !/^[12]\d{9}$/.test(segment[9] ?? '')) problems.push(`NPI: ${shown}`);
  if (segment[0] === 'CAS' && (!/^(CO|OA|PI|PR)$/.test(segment[1] ?? '') || (segment[3] ?? '') === '')) problems.push(`adjustment: ${shown}`);
  if (segment[0] === 'N4' && !/^\d{9}$/.test(segment[3] ?? '')) problems.push(`ZIP: ${shown}`);
  if (segment[0] === 'DTP' && segment[2] === 'D8' && !/^20\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(segment[3] ?? '')) problems.push(`date: ${shown}`);
}

function checkEnvelope(segments: readonly Segment[], problems: string[]): void {
  const of = (id: string): Segment => segments.find((segment) => segment[0] === id) ?? [];
  const at = (id: string): number => segments.findIndex((segment) => segment[0] === id);
  const order = ['ISA', 'GS', 'ST', 'BHT', 'SE', 'GE', 'IEA'].map(at);
  if (order.some((place, nth) => place < 0 || (nth > 0 && place <= (order[nth - 1] ?? 0)))) problems.push('envelope segments are missing or out of order');
  if (of('SE')[1] !== String(at('SE') - at('ST') + 1)) problems.push('SE01');
  if (of('SE')[2] !== of('ST')[2] || of('GE')[2] !== of('GS')[6] || of('IEA')[2] !== of('ISA')[13]) problems.push('control numbers differ');
  if (of('GE')[1] !== '1' || of('IEA')[1] !== '1') problems.push('GE01 or IEA01');
  if (of('ST')[3] !== '005010X222A1' || of('GS')[8] !== '005010X222A1' || of('GS')[1] !== 'HC') problems.push('version');
}

function checkHierarchy(body: readonly Segment[], problems: string[]): void {
  const levels = body.filter((segment) => segment[0] === 'HL');
  const parentLevel: Readonly<Record<string, string | undefined>> = { '20': undefined, '22': '20', '23': '22' };
  levels.forEach((level, nth) => {
    const [, id = '', parent = '', code = '', child = ''] = level;
    if (id !== String(nth + 1)) problems.push(`HL01 ${id} at place ${nth + 1}`);
    const above = levels.slice(0, nth).reverse().find((other) => other[3] === parentLevel[code]);
    if ((above?.[1] ?? '') !== parent) problems.push(`HL02 of ${id}`);
    if ((levels.some((other) => other[2] === id) ? '1' : '0') !== child) problems.push(`HL04 of ${id}`);
  });
}

/** What may stand behind what, as one regular expression over the names of the segments. */
const ADDRESS = '(N3\\*[^;]*;N4\\*[^;]*;)';
const PARTY = (code: string, rest: string): string => `(NM1\\*${code};${rest})`;
const OTHER = `(SBR\\*[PSTA];(CAS\\*\\w+;){0,5}(AMT\\*D;)(AMT\\*A8;)?(AMT\\*EAF;)?OI\\*;(MOA\\*;)?${PARTY('IL', `${ADDRESS}?`)}${PARTY('PR', `${ADDRESS}?(DTP\\*573;)?(REF\\*\\w+;)*`)})`;
const ADJUDICATION = '(SVD\\*\\w+;(CAS\\*\\w+;){0,5}(DTP\\*573;)?(AMT\\*EAF;)?)';
const LINE = `(LX\\*\\d+;SV1\\*[^;]*;(DTP\\*472;)(REF\\*\\w+;)*(NTE\\*\\w+;)*${ADJUDICATION}{0,15})`;
const CLAIM = `(CLM\\*[^;]*;(DTP\\*\\d+;)*(PWK\\*\\w+;)*(AMT\\*F5;)?(REF\\*\\w+;)*(NTE\\*\\w+;)?HI\\*[^;]*;${PARTY('DN', '(REF\\*\\w+;)*')}{0,2}${PARTY('82', '(PRV\\*PE;)?(REF\\*\\w+;)*')}?${PARTY('77', `${ADDRESS}(REF\\*\\w+;)*`)}?${OTHER}{0,10}${LINE}{1,50})`;
const PATIENT = `(HL\\*\\d+;PAT\\*\\w+;${PARTY('QC', `${ADDRESS}DMG\\*D8;`)}${CLAIM}+)`;
const SUBSCRIBER = `(HL\\*\\d+;SBR\\*[PSTA];${PARTY('IL', `${ADDRESS}?(DMG\\*D8;)?`)}${PARTY('PR', `${ADDRESS}?`)}(${CLAIM}|${PATIENT})+)`;
const BILLING = `(HL\\*\\d+;(PRV\\*BI;)?${PARTY('85', `${ADDRESS}(REF\\*\\w+;)+(PER\\*IC;){0,2}`)}${PARTY('87', ADDRESS)}?${SUBSCRIBER}+)`;
const GRAMMAR = new RegExp(`^BHT\\*0019;${PARTY('41', '(PER\\*IC;){1,2}')}${PARTY('40', '')}${BILLING}+$`);

function checkOrder(body: readonly Segment[], problems: string[]): void {
  const names = body.map((segment) => `${name(segment).replaceAll(';', ',')};`).join('');
  if (!GRAMMAR.test(names)) problems.push(`segments out of order: ${names.slice(0, 400)}`);
}

const cents = (text: string | undefined): number => Math.round(Number(text ?? 'NaN') * 100);

function checkMoney(body: readonly Segment[], problems: string[]): void {
  let claim: Segment | undefined;
  let sum = 0;
  let line: Segment | undefined;
  let decided: { paid: number; adjusted: number } | undefined;
  const settle = (): void => {
    if (decided !== undefined && cents(line?.[2]) - decided.adjusted !== decided.paid) problems.push(`2430 does not balance: ${(line ?? []).join('*')}`);
    decided = undefined;
  };
  for (const segment of [...body, ['CLM']]) {
    if (['SVD', 'LX', 'HL', 'CLM'].includes(segment[0] ?? '')) settle();
    if (segment[0] === 'CLM' || segment[0] === 'HL') {
      if (claim !== undefined && cents(claim[2]) !== sum) problems.push(`CLM02 of ${claim[1] ?? ''}`);
      claim = segment[0] === 'CLM' && segment.length > 1 ? segment : undefined;
      sum = 0;
      line = undefined;
    }
    if (segment[0] === 'SV1') {
      line = segment;
      sum += cents(segment[2]);
    }
    if (segment[0] === 'SVD') decided = { paid: cents(segment[2]), adjusted: 0 };
    if (segment[0] === 'CAS' && decided !== undefined) for (let at = 3; at < segment.length; at += 3) decided.adjusted += cents(segment[at]);
  }
}
