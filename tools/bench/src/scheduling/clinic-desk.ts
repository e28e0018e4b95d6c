import { startClinic, type Clinic } from '@spindle/clinic';
import { onStatement } from '@spindle/database';
import { issueToken } from '@spindle/gateway/identity';
import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { BENCH_SUBJECT, type BenchDatabase } from '../graph/database';

/** The front desk of the sample practice, before a clinic in this process. */
export class ClinicDesk {
  private constructor(readonly clinic: Clinic, readonly token: string) {}

  static async open({ place }: BenchDatabase): Promise<ClinicDesk> {
    const clinic = await startClinic({ place, port: 0, guards: { rates: false }, logger: jsonLogger(() => undefined) });
    return new ClinicDesk(clinic, await issueToken(place.secret, { subject: BENCH_SUBJECT, practiceId: SAMPLE_PRACTICES.spindle.id }));
  }

  /** Throws when the answer has an error. */
  async ask<Data>(query: string, variables: object): Promise<Data> {
    const response = await fetch(`${this.clinic.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` }, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(`The clinic answered with errors: ${JSON.stringify(errors)}`);
    return data;
  }

  /** The statements on domain tables, by schema, that the question sends. */
  async count(query: string, variables: object): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    const stop = onStatement(({ schema, purpose }) => { if (purpose === 'DOMAIN') counts.set(schema, (counts.get(schema) ?? 0) + 1); });
    await this.ask(query, variables).finally(stop);
    return counts;
  }

  stop(): Promise<void> {
    return this.clinic.stop();
  }
}
