/** Our own short names, not the code set's descriptors, of the services a spine and pain practice gives most. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['20560', 'Dry needling, 1 or 2 muscles'],
  ['20561', 'Dry needling, 3 muscles or more'],
  ['97010', 'Heat or cold pack'],
  ['97012', 'Machine traction'],
  ['97014', 'Electric stimulation, no attendance'],
  ['97032', 'Electric stimulation, attended'],
  ['97035', 'Ultrasound'],
  ['97110', 'Exercise'],
  ['97112', 'Balance and movement training'],
  ['97116', 'Walking training'],
  ['97124', 'Massage'],
  ['97140', 'Hands-on therapy'],
  ['97161', 'PT first visit, simple'],
  ['97162', 'PT first visit, moderate'],
  ['97163', 'PT first visit, complex'],
  ['97164', 'PT re-check'],
  ['97530', 'Task training'],
  ['98940', 'Spine adjustment, small'],
  ['98941', 'Spine adjustment, medium'],
  ['98942', 'Spine adjustment, whole spine'],
  ['98943', 'Joint adjustment outside the spine'],
  ['99202', 'New patient visit, short'],
  ['99203', 'New patient visit'],
  ['99213', 'Return visit'],
  ['G0283', 'Electric stimulation, no attendance (Medicare)'],
]);

/** Our short name of a CPT or HCPCS code; null where we have none. */
export function procedureLabel(code: string): string | null {
  return LABELS.get(code) ?? null;
}
