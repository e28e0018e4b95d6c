import type { ServiceLineInput } from '../types.generated';
import type { ServiceLineEntry } from './service-line';

export function toLine({ muscleKeys, ...line }: ServiceLineInput): ServiceLineEntry {
  return { ...line, muscleKeys: muscleKeys ?? [] };
}
