import type { Finding, ReadEvent } from '@spindle/x12';
import { interchangeNotes, interchangeStatuses } from '@spindle/x12';
import type { Tell } from './report';

/** A finding as an entry. */
export function tellFinding(tell: Tell, finding: Finding, depth = 1): void {
  const { place } = finding;
  const where = place === undefined ? '' : ` (segment ${place.segment}, byte ${place.offset}${place.loop === undefined ? '' : `, loop ${place.loop}`})`;
  tell({ depth, text: `${finding.severity}: ${finding.message}${where}`, record: { kind: 'finding', ...finding }, wrong: finding.severity === 'error' });
}

/** Tells interchanges, groups and TA1s; every task begins its tree with them. */
export function tellEnvelope(tell: Tell, event: ReadEvent): void {
  if (event.kind === 'interchange') {
    const { sender, receiver, controlNumber, usage } = event.interchange;
    tell({ depth: 1, text: `interchange ${controlNumber} from ${sender} to ${receiver}${usage === 'T' ? ' (test)' : ''}`, record: event });
  } else if (event.kind === 'group') {
    tell({ depth: 2, text: `group ${event.group.controlNumber} ${event.group.functionalGroup} ${event.group.version}`, record: event });
  } else if (event.kind === 'interchange-answer') {
    const { controlNumber, status, note } = event.answer;
    tell({ depth: 2, text: `answer to interchange ${controlNumber}: ${interchangeStatuses.words(status)}; ${interchangeNotes.words(note)}`, record: event, wrong: status === 'R' });
  }
}

/** Counts loops by their identifier and tells one line for each transaction set. */
export function inspector(tell: Tell): (event: ReadEvent) => void {
  let loops = new Map<string, number>();
  return (event) => {
    tellEnvelope(tell, event);
    if (event.kind === 'transaction') loops = new Map();
    if (event.kind === 'loop') loops.set(event.id, (loops.get(event.id) ?? 0) + 1);
    if (event.kind === 'finding') tellFinding(tell, event.finding);
    if (event.kind !== 'transaction-end') return;
    const { transaction, guide, segments } = event;
    const counts = [...loops].map(([id, number]) => `${number} × loop ${id}`).join(', ');
    tell({
      depth: 3, text: `${transaction.transaction} ${transaction.controlNumber}, ${guide?.title ?? 'no guide'}: ${segments} segments${counts === '' ? '' : `, ${counts}`}`,
      record: { kind: 'transaction', transaction: transaction.transaction, controlNumber: transaction.controlNumber, version: transaction.version, guide: guide?.version, segments, loops: Object.fromEntries(loops) },
    });
  };
}
