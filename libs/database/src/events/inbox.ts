import { ok, type Id } from '@spindle/kernel';
import type { DomainEvent, Receipt, Viewer } from '@spindle/subgraph';
import type { Database } from '../practice/database';
import type { Transaction } from '../practice/practice-session';
import { perSchema, statement, type Statement } from '../practice/statement';

/** The person in whose name the system itself acts: nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000' as Id<'Person'>;

/** For whom the system works when no person asked for it. */
export function systemViewer(practiceId: Id<'Practice'>): Viewer {
  return { personId: NOBODY, practiceId, roles: ['SERVICE'], siteIds: null };
}

const statementsOf = perSchema((schema) => ({
  begin: recorded(schema, `INSERT INTO ${schema}.inbox_position (practice_id, source, aggregate_id, last_sequence) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING practice_id`),
  advance: recorded(schema, `UPDATE ${schema}.inbox_position SET last_sequence = $4 WHERE practice_id = $1 AND source = $2 AND aggregate_id = $3 AND last_sequence = $4 - 1 RETURNING practice_id`),
  position: statement(`SELECT last_sequence FROM ${schema}.inbox_position WHERE practice_id = $1 AND source = $2 AND aggregate_id = $3`),
}));

/** Moves the position and, if it moved, writes down which event it was. */
function recorded(schema: string, move: string): Statement {
  return statement(`WITH moved AS (${move}) INSERT INTO ${schema}.inbox_event (practice_id, event_id, source, type, received_at) SELECT practice_id, $5, $2, $6, now() FROM moved`);
}

/**
 * Applies an event at most once and in its order: the position of its aggregate, the record and the effect are one
 * transaction of the event's practice. A throw of `effect` leaves nothing, so that the event can come again.
 */
export async function applyOnce(database: Database, event: DomainEvent, effect: (transaction: Transaction) => Promise<void>): Promise<Receipt> {
  const { begin, advance, position } = statementsOf(database.schema);
  const stream = [event.practiceId, event.source, event.aggregateId];
  const result = await database.session(systemViewer(event.practiceId), { requestId: event.id, operation: event.type }).transaction<Receipt, never>(async (transaction) => {
    const { sql } = transaction;
    const isNext = await sql.count(event.sequence === 1 ? begin : advance, [...stream, event.sequence, event.id, event.type]);
    if (isNext === 0) {
      const [last] = await sql.rows<{ last_sequence: number }>(position, stream);
      return ok((last?.last_sequence ?? 0) >= event.sequence ? 'DUPLICATE' : 'OUT_OF_ORDER');
    }
    await effect(transaction);
    return ok('APPLIED');
  });
  if (!result.ok) throw new Error('An event was refused without a reason.');
  return result.value;
}
