import type { QueryRunner } from 'typeorm';

/**
 * Runs a data migration practice by practice: forced row-level security lets even the owner change only the rows of
 * the practice that is set, and an UPDATE without it changes nothing and says nothing. `table` is qualified; the
 * practices are those with a row in it.
 */
export async function forEachPractice(runner: QueryRunner, table: string, work: (practiceId: string) => Promise<void>): Promise<void> {
  const practices = (await runner.query(`SELECT DISTINCT practice_id FROM ${table} ORDER BY practice_id`)) as readonly { practice_id: string }[];
  for (const { practice_id: practiceId } of practices) {
    await runner.query(`SELECT set_config('app.practice_id', $1, true)`, [practiceId]);
    await work(practiceId);
  }
  await runner.query(`SELECT set_config('app.practice_id', '', true)`);
}
