import { elementOf, elementsOf, type Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { dayOf, dayRangeOf, spanOf, type DayRange } from './moment';
import type { Resolver } from './resolver';

/**
 * The first and last day of service. A Claim's billable period is that. An ExplanationOfBenefit's may be the benefit
 * year instead, so that its encounters and items are asked first.
 */
export function serviceDaysOf(entry: Entry, resolver: Resolver): DayRange | null {
  const billed = dayRangeOf(entry.resource['billablePeriod']);
  const encounters = (): DayRange | null => spanOf(encountersOf(entry, resolver).map((encounter) => dayRangeOf(encounter['period'])).filter((range) => range !== null));
  const items = (): DayRange | null => spanOf(elementsOf(entry.resource['item']).map(daysOfItem).filter((range) => range !== null));
  return entry.type === 'ExplanationOfBenefit' ? (encounters() ?? items() ?? billed) : (billed ?? items() ?? encounters());
}

function encountersOf(entry: Entry, resolver: Resolver): Element[] {
  const references = elementsOf(entry.resource['item']).flatMap(({ encounter }) => elementsOf(encounter));
  return references.map((reference) => resolver.resolve(reference, entry)).filter((encounter) => encounter !== null);
}

function daysOfItem(item: Element): DayRange | null {
  const day = dayOf(item['servicedDate']);
  return day === null ? dayRangeOf(elementOf(item['servicedPeriod'])) : { from: day, to: day };
}
