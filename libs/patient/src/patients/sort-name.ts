import { foldText } from '../search/fold-text';
import type { HumanName } from './patient';

/** How a name is ordered and compared: family first, folded. */
export function sortName({ given, family }: Pick<HumanName, 'given' | 'family'>): string {
  return foldText(`${family} ${given.join(' ')}`);
}
