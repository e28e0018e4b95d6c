import type { NeedlingEntryInput } from '../types.generated';
import type { NeedlingEntry } from './needling';

export function toEntry({ tautBand, electricalStimulation, lot, sensation, ...entry }: NeedlingEntryInput): NeedlingEntry {
  return { ...entry, lot: lot ?? null, sensation: sensation ?? null, isTautBand: tautBand, isElectricallyStimulated: electricalStimulation };
}
