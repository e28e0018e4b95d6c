import type { Id } from '@spindle/kernel';
import { startClinic, type Clinic } from '@spindle/clinic';
import { onStatement } from '@spindle/database';
import { issueToken } from '@spindle/gateway/identity';
import { jsonLogger } from '@spindle/subgraph';
import type { BenchDatabase } from '../graph/database';

/** The whole clinic in this process. */
export function openClinic({ place }: BenchDatabase): Promise<Clinic> {
  return startClinic({ place, port: 0, guards: { rates: false }, logger: jsonLogger(() => undefined) });
}

/** The front desk of a practice. */
export class ClinicDesk {
  private constructor(readonly clinic: Clinic, readonly token: string) {}

  static async at(clinic: Clinic, { place }: BenchDatabase, person: { readonly subject: string; readonly practiceId: Id<'Practice'> }): Promise<ClinicDesk> {
    return new ClinicDesk(clinic, await issueToken(place.secret, person));
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
}
