import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql, type Transaction } from '@spindle/database';
import { ContactEntity } from './contact.entity';
import { ContactPointEntity } from './contact-point.entity';
import { PatientEntity } from './patient.entity';
import type { AdministrativeSex, Contact, ContactPoint, Patient, PatientDetails, RecordSource } from './patient';
import { sortName } from './sort-name';

/** The columns of a patient, for statements of this subgraph that return patients under the alias `p`. */
export interface PatientRow {
  readonly id: Id<'Patient'>;
  readonly version: number;
  readonly record_number: string;
  readonly given_names: string[];
  readonly family_name: string;
  readonly preferred_name: string | null;
  readonly birth_date: CalendarDay;
  readonly sex: AdministrativeSex;
  readonly language: string | null;
  readonly interpreter_language: string | null;
  readonly address_lines: string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postal_code: string | null;
  readonly country: string | null;
  readonly source: RecordSource;
}

const COLUMNS = `id, version, record_number, given_names, family_name, preferred_name, birth_date, sex, language, interpreter_language,
    address_lines, city, state, postal_code, country, source`;

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.patient WHERE practice_id = $1 AND id = ANY($2)`);

const CURRENT = statement(`SELECT ${COLUMNS} FROM patient.patient WHERE practice_id = $1 AND id = $2 AND merged_into_id IS NULL`);

const TELECOM = statement(`SELECT patient_id, system, use, value FROM patient.contact_point
  WHERE practice_id = $1 AND patient_id = ANY($2) ORDER BY patient_id, rank`);

const CONTACTS = statement(`SELECT patient_id, name, relationship, telephone FROM patient.contact
  WHERE practice_id = $1 AND patient_id = ANY($2) ORDER BY patient_id, rank`);

const ALIKE = statement(`SELECT p.id, p.given_names, p.family_name, p.birth_date FROM patient.patient p WHERE p.practice_id = $1 AND p.birth_date = $2 AND p.merged_into_id IS NULL
  UNION
  SELECT p.id, p.given_names, p.family_name, p.birth_date
  FROM patient.patient_search s JOIN patient.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
  WHERE s.practice_id = $1 AND s.token = ANY($3)
  LIMIT 200`);

const VERSION = statement(`SELECT version FROM patient.patient WHERE practice_id = $1 AND id = $2 AND merged_into_id IS NULL`);

const NEXT_RECORD_NUMBER = statement(`INSERT INTO patient.record_number_counter (practice_id, last_number) VALUES ($1, 100001)
  ON CONFLICT (practice_id) DO UPDATE SET last_number = record_number_counter.last_number + 1
  RETURNING last_number`);

const FORGET_TOKENS = statement(`DELETE FROM patient.patient_search WHERE practice_id = $1 AND patient_id = $2`);

const STORE_TOKENS = statement(`INSERT INTO patient.patient_search (practice_id, token, patient_id) SELECT $1, unnest($3::text[]), $2`);

/** Reads and writes patients of one practice. */
export class PatientRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'Patient'>[]): Promise<Patient[]> {
    return (await this.#sql.rows<PatientRow>(BY_IDS, [this.#practiceId, ids])).map(toPatient);
  }

  /** Null too for a record that was merged into another: nothing is written under it any more. */
  async findCurrent(id: Id<'Patient'>): Promise<Patient | null> {
    const [row] = await this.#sql.rows<PatientRow>(CURRENT, [this.#practiceId, id]);
    return row ? toPatient(row) : null;
  }

  /** Telephone numbers and mail addresses of each patient, the preferred one first. */
  async telecomOf(ids: readonly Id<'Patient'>[]): Promise<Map<Id<'Patient'>, ContactPoint[]>> {
    return groupByPatient(await this.#sql.rows<ContactPoint & { patient_id: Id<'Patient'> }>(TELECOM, [this.#practiceId, ids]));
  }

  async contactsOf(ids: readonly Id<'Patient'>[]): Promise<Map<Id<'Patient'>, Contact[]>> {
    return groupByPatient(await this.#sql.rows<Contact & { patient_id: Id<'Patient'> }>(CONTACTS, [this.#practiceId, ids]));
  }

  /** People with this birth date or one of these telephone tokens: those who may be the same person. */
  async findAlike(birthDate: CalendarDay, telephoneTokens: readonly string[]): Promise<{ id: Id<'Patient'>; name: { given: string[]; family: string }; birthDate: CalendarDay }[]> {
    const rows = await this.#sql.rows<Pick<PatientRow, 'id' | 'given_names' | 'family_name' | 'birth_date'>>(ALIKE, [this.#practiceId, birthDate, telephoneTokens]);
    return rows.map((row) => ({ id: row.id, name: { given: row.given_names, family: row.family_name }, birthDate: row.birth_date }));
  }

  /** Null too for a record that was merged into another: nothing is written under it any more. */
  async findVersion(id: Id<'Patient'>): Promise<number | null> {
    const [row] = await this.#sql.rows<{ version: number }>(VERSION, [this.#practiceId, id]);
    return row?.version ?? null;
  }

  /** The next number of the practice's charts. Writers of one practice wait for each other here until they commit. */
  async nextRecordNumber(): Promise<string> {
    const [row] = await this.#sql.rows<{ last_number: bigint }>(NEXT_RECORD_NUMBER, [this.#practiceId]);
    return String(row?.last_number);
  }

  async insert({ manager }: Transaction, patient: Patient & { sourceKey: string | null }, now: Date): Promise<void> {
    const { id, version, recordNumber, source, sourceKey } = patient;
    await manager.insert(PatientEntity, { practiceId: this.#practiceId, id, version, recordNumber, source, sourceKey, ...toColumns(patient), createdAt: now, updatedAt: now });
  }

  /** Writes the details when the version is still the one that was read; false when it is not. */
  async update({ manager }: Transaction, patient: Patient, now: Date): Promise<boolean> {
    const { id, version } = patient;
    const { affected } = await manager.update(PatientEntity, { practiceId: this.#practiceId, id, version }, { ...toColumns(patient), version: version + 1, updatedAt: now });
    return affected === 1;
  }

  async replaceTelecom({ manager }: Transaction, id: Id<'Patient'>, telecom: readonly ContactPoint[]): Promise<void> {
    await manager.delete(ContactPointEntity, { practiceId: this.#practiceId, patientId: id });
    if (telecom.length > 0) await manager.insert(ContactPointEntity, telecom.map((point, rank) => ({ practiceId: this.#practiceId, patientId: id, rank, ...point })));
  }

  async replaceContacts({ manager }: Transaction, id: Id<'Patient'>, contacts: readonly Contact[]): Promise<void> {
    await manager.delete(ContactEntity, { practiceId: this.#practiceId, patientId: id });
    if (contacts.length > 0) await manager.insert(ContactEntity, contacts.map((contact, rank) => ({ practiceId: this.#practiceId, patientId: id, rank, ...contact })));
  }

  async replaceSearchTokens(id: Id<'Patient'>, tokens: readonly string[]): Promise<void> {
    await this.#sql.count(FORGET_TOKENS, [this.#practiceId, id]);
    await this.#sql.count(STORE_TOKENS, [this.#practiceId, id, tokens]);
  }
}

export function toPatient(row: PatientRow): Patient {
  return {
    id: row.id, version: row.version, recordNumber: row.record_number, source: row.source,
    name: { given: row.given_names, family: row.family_name, preferred: row.preferred_name },
    birthDate: row.birth_date, sex: row.sex, language: row.language, interpreterLanguage: row.interpreter_language, address: toAddress(row),
  };
}

function toAddress(row: PatientRow): Patient['address'] {
  const { city, state, country } = row;
  if (row.address_lines.length === 0 && city === null && state === null && row.postal_code === null && country === null) return null;
  return { lines: row.address_lines, city, state, postalCode: row.postal_code, country };
}

function toColumns({ name, birthDate, sex, language, interpreterLanguage, address }: Omit<PatientDetails, 'telecom' | 'contacts'>) {
  return {
    givenNames: [...name.given], familyName: name.family, preferredName: name.preferred, sortName: sortName(name), birthDate, sex, language, interpreterLanguage,
    addressLines: [...(address?.lines ?? [])], city: address?.city ?? null, state: address?.state ?? null, postalCode: address?.postalCode ?? null, country: address?.country ?? null,
  };
}

function groupByPatient<Row extends { patient_id: Id<'Patient'> }>(rows: readonly Row[]): Map<Id<'Patient'>, Omit<Row, 'patient_id'>[]> {
  const groups = new Map<Id<'Patient'>, Omit<Row, 'patient_id'>[]>();
  for (const { patient_id: id, ...rest } of rows) groups.set(id, [...(groups.get(id) ?? []), rest]);
  return groups;
}
