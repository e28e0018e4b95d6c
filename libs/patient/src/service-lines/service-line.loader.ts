import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { needlingCode, summarize } from '../needling/needling';
import type { NeedlingLoader } from '../needling/needling.loader';
import { findProcedure } from './procedure';
import { standingLines, type ServiceLine } from './service-line';
import { ServiceLineRepository } from './service-line.repository';
import { amaUnits, medicareUnits, type TimedUnits } from './timed-units';

/** A line as the chart shows it; `id` null for needling, which follows from its record. */
export interface ChartedLine extends Pick<ServiceLine, 'code' | 'minutesByClinician' | 'minutesByAssistant' | 'muscleKeys'> {
  readonly id: ServiceLine['id'] | null;
}

/** Units of an encounter's timed codes by the two rules there are. */
export interface UnitsByRule {
  readonly minutes: number;
  readonly medicare: TimedUnits;
  readonly ama: TimedUnits;
}

/** What was done for codes in encounters, one statement per batch. */
export class ServiceLineLoader {
  readonly #lines: DataLoader<Id<'Encounter'>, readonly ServiceLine[]>;
  readonly #needling: NeedlingLoader;

  constructor(session: PracticeSession, needling: NeedlingLoader) {
    const lines = new ServiceLineRepository(session, session.viewer.practiceId);
    this.#needling = needling;
    this.#lines = new DataLoader(async (ids) => {
      const found = await lines.ofEncounters(ids);
      return ids.map((id) => standingLines(found.get(id) ?? []));
    });
  }

  /** The lines that count, by code, with the one for needling. */
  async ofEncounter(id: Id<'Encounter'>): Promise<ChartedLine[]> {
    const [lines, sites] = await Promise.all([this.#lines.load(id), this.#needling.ofEncounter.load(id)]);
    const code = needlingCode(summarize(sites));
    const needling: ChartedLine[] = code === null ? [] : [{ id: null, code, minutesByClinician: 0, minutesByAssistant: 0, muscleKeys: [] }];
    return [...lines, ...needling].sort((one, other) => one.code.localeCompare(other.code)).slice(0, 100);
  }

  async unitsOf(id: Id<'Encounter'>): Promise<UnitsByRule> {
    const timed = (await this.#lines.load(id)).filter(({ code }) => findProcedure(code)?.isTimed).map(({ code, minutesByClinician, minutesByAssistant }) => ({ code, minutes: minutesByClinician + minutesByAssistant }));
    const medicare = medicareUnits(timed);
    return { minutes: medicare.minutes, medicare, ama: amaUnits(timed) };
  }
}
