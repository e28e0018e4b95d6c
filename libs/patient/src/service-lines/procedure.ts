/** Codes that a note can name, with short labels of our own: the descriptors belong to the AMA. */
export interface Procedure {
  readonly code: string;
  readonly label: string;
  /** Counted in units of fifteen minutes. */
  readonly isTimed: boolean;
}

const timed = (code: string, label: string): Procedure => ({ code, label, isTimed: true });
const untimed = (code: string, label: string): Procedure => ({ code, label, isTimed: false });

export const PROCEDURES: readonly Procedure[] = [
  timed('97110', 'exercise'), timed('97112', 'nerve-muscle retraining'), timed('97116', 'gait'), timed('97124', 'massage'), timed('97140', 'manual therapy'),
  timed('97530', 'functional activity'), timed('97535', 'self-care'), timed('97032', 'attended stimulation'), timed('97035', 'ultrasound'),
  untimed('97012', 'traction'), untimed('G0283', 'unattended stimulation'), untimed('97150', 'group'),
  untimed('97161', 'evaluation, low'), untimed('97162', 'evaluation, moderate'), untimed('97163', 'evaluation, high'), untimed('97164', 're-evaluation'),
  untimed('98940', 'spinal adjustment, 1–2 regions'), untimed('98941', 'spinal adjustment, 3–4 regions'), untimed('98942', 'spinal adjustment, 5 regions'),
  untimed('20560', 'needling, 1–2 muscles'), untimed('20561', 'needling, 3 or more muscles'),
  untimed('20552', 'injection, 1–2 muscles'), untimed('20553', 'injection, 3 or more muscles'),
  untimed('97810', 'acupuncture'), timed('97811', 'acupuncture, further'), untimed('97813', 'acupuncture with stimulation'), timed('97814', 'acupuncture with stimulation, further'),
];

const BY_CODE = new Map(PROCEDURES.map((procedure) => [procedure.code, procedure]));

export function findProcedure(code: string): Procedure | null {
  return BY_CODE.get(code.trim().toUpperCase()) ?? null;
}

export const NEEDLING_CODES: ReadonlySet<string> = new Set(['20560', '20561']);
export const INJECTION_CODES: ReadonlySet<string> = new Set(['20552', '20553']);
export const ACUPUNCTURE_CODES: ReadonlySet<string> = new Set(['97810', '97811', '97813', '97814']);
