import type { CalendarDay, Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { DAY_SHEET_LIMIT, toDaySheet, type DaySheet } from './day-sheet';
import { DaySheetRepository } from './day-sheet.repository';

/** Gives the day sheet of a site. */
export class DaySheetService {
  readonly #sheets: DaySheetRepository;

  constructor(session: PracticeSession) {
    this.#sheets = new DaySheetRepository(session, session.viewer.practiceId);
  }

  async find(locationId: Id<'Location'>, date: CalendarDay): Promise<DaySheet | null> {
    const found = await this.#sheets.find(locationId, date, DAY_SHEET_LIMIT + 1);
    return found && toDaySheet(found.location, date, found.visits);
  }
}
