import type { TestClinic } from '../testing/test-clinic';

/** Written for every request and every delivery, whatever it does: kept answers aside, they tell nothing of an effect. */
const OF_EVERY_REQUEST = ['audit_event', 'audit_seal', 'audit_head', 'migration'];

/**
 * A trigger of the test on every table writes down each row that a committed transaction inserted, changed or removed,
 * with the transaction and the person it was done for.
 */
const INSTALL = `
  CREATE SCHEMA proof;
  CREATE UNLOGGED TABLE proof.change (xact xid8 NOT NULL, person text NOT NULL, relation text NOT NULL, action text NOT NULL);
  CREATE FUNCTION proof.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO proof.change VALUES (pg_current_xact_id(), coalesce(current_setting('app.person_id', true), ''), TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, TG_OP);
    RETURN NULL;
  END $$;
  CREATE FUNCTION proof.watch(schemas text[], but text[]) RETURNS void LANGUAGE plpgsql AS $$ DECLARE watched regclass; BEGIN
    FOR watched IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text = ANY(schemas) AND relname <> ALL(but) LOOP
      EXECUTE format('CREATE TRIGGER proof_note AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION proof.note()', watched);
    END LOOP;
  END $$`;

/** What one request of a person changed. */
export interface Effects {
  /** How many transactions changed anything. */
  readonly transactions: number;
  /** Rows changed, by table and action: "patient.patient INSERT". */
  readonly changes: Readonly<Record<string, number>>;
  /** Answers kept under a key. */
  readonly keptAnswers: number;
}

/** What requests changed in the clinic's database, seen by PostgreSQL itself. */
export class Journal {
  private constructor(readonly clinic: TestClinic) {}

  static async install(clinic: TestClinic, schemas: readonly string[]): Promise<Journal> {
    await clinic.rows(INSTALL);
    await clinic.rows('SELECT proof.watch($1, $2)', [schemas, OF_EVERY_REQUEST]);
    return new Journal(clinic);
  }

  async clear(): Promise<void> {
    await this.clinic.rows('TRUNCATE proof.change');
  }

  /** What was done for this person since the journal was cleared; what the house does by itself aside. */
  async effectsOf(person: string): Promise<Effects> {
    const rows = await this.clinic.rows<{ xact: string; change: string }>(`SELECT xact::text, relation || ' ' || action AS change FROM proof.change WHERE person = $1`, [person]);
    const isKept = (change: string): boolean => change.includes('.idempotent_request ');
    const effects = rows.filter(({ change }) => !isKept(change));
    return {
      transactions: new Set(rows.map(({ xact }) => xact)).size,
      changes: Object.fromEntries([...Map.groupBy(effects, ({ change }) => change)].map(([change, each]) => [change, each.length])),
      keptAnswers: rows.filter(({ change }) => change.endsWith('.idempotent_request INSERT')).length,
    };
  }
}
