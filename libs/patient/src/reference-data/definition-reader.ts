import { parseCalendarDay, type CalendarDay } from '@spindle/kernel';

/**
 * Reads one object of a definition file strictly: what is missing, of another kind, out of range or unknown is told as
 * one sentence in `flaws`, and reading goes on, so that one start tells everything. Call `finish` at the end.
 */
export class DefinitionReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #read = new Set<string>();

  constructor(source: unknown, readonly place: string, readonly flaws: string[]) {
    const isObject = typeof source === 'object' && source !== null && !Array.isArray(source);
    if (!isObject) flaws.push(`${place} must be an object.`);
    this.#fields = isObject ? (source as Record<string, unknown>) : {};
  }

  /** A text that is not empty. */
  text(field: string): string {
    const value = this.#take(field);
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.refuse(field, 'must be a text that is not empty');
    return '';
  }

  textOrNull(field: string): string | null {
    return this.#isAbsent(field) ? null : this.text(field);
  }

  /** A number within bounds, ends included. */
  number(field: string, [least, most]: readonly [number, number]): number {
    const value = this.#take(field);
    if (typeof value === 'number' && value >= least && value <= most) return value;
    this.refuse(field, `must be a number from ${least} to ${most}`);
    return least;
  }

  integer(field: string, range: readonly [number, number]): number {
    const value = this.number(field, range);
    if (!Number.isInteger(value)) this.refuse(field, 'must be a whole number');
    return value;
  }

  boolean(field: string): boolean {
    const value = this.#take(field);
    if (typeof value !== 'boolean') this.refuse(field, 'must be true or false');
    return value === true;
  }

  oneOf<Choice extends string>(field: string, choices: readonly Choice[]): Choice {
    const value = this.#take(field);
    const choice = choices.find((each) => each === value);
    if (choice === undefined) this.refuse(field, `must be one of ${choices.join(', ')}`);
    return choice ?? (choices[0] as Choice);
  }

  day(field: string): CalendarDay {
    const value = this.#take(field);
    const day = typeof value === 'string' ? parseCalendarDay(value) : null;
    if (day === null) this.refuse(field, 'must be a day such as 2026-01-31');
    return day ?? ('0001-01-01' as CalendarDay);
  }

  dayOrNull(field: string): CalendarDay | null {
    return this.#isAbsent(field) ? null : this.day(field);
  }

  /** An object within the object. */
  object<T>(field: string, readObject: (reader: DefinitionReader) => T): T {
    const reader = new DefinitionReader(this.#take(field), `${this.place}: ${field}`, this.flaws);
    const value = readObject(reader);
    reader.finish();
    return value;
  }

  /** A list; each of its elements is read with a reader of its own. An absent list is a flaw, an empty one is not. */
  list<T>(field: string, readElement: (reader: DefinitionReader) => T): readonly T[] {
    return this.#elements(field).map((element, index) => {
      const reader = new DefinitionReader(element, `${this.place}: ${field}[${index}]`, this.flaws);
      const value = readElement(reader);
      reader.finish();
      return value;
    });
  }

  texts(field: string): readonly string[] {
    return this.#elements(field).filter((element): element is string => {
      const isText = typeof element === 'string' && element.trim() !== '';
      if (!isText) this.refuse(field, 'must hold texts that are not empty');
      return isText;
    });
  }

  /** A list of texts of which each is one of the choices. */
  choices<Choice extends string>(field: string, choices: readonly Choice[]): readonly Choice[] {
    return this.texts(field).filter((text): text is Choice => {
      const isKnown = (choices as readonly string[]).includes(text);
      if (!isKnown) this.refuse(field, `cannot hold ${text}; known are ${choices.join(', ')}`);
      return isKnown;
    });
  }

  refuse(field: string, what: string): void {
    this.flaws.push(`${this.place}: \`${field}\` ${what}.`);
  }

  /** Tells the fields that nobody asked for. */
  finish(): void {
    for (const field of Object.keys(this.#fields)) if (!this.#read.has(field)) this.refuse(field, 'is unknown here');
  }

  #take(field: string): unknown {
    this.#read.add(field);
    return this.#fields[field];
  }

  #isAbsent(field: string): boolean {
    return this.#take(field) == null;
  }

  #elements(field: string): readonly unknown[] {
    const value = this.#take(field);
    if (Array.isArray(value)) return value;
    this.refuse(field, 'must be a list');
    return [];
  }
}
