import { randomUUID } from 'node:crypto';
import type { Id } from '@spindle/kernel';
import type { VisitToTell } from './message';

/** Where a sender asks for a visit, and has links to it made. */
export interface VisitGraph {
  /** Null: there is no such visit. Rejects when the graph does not answer whole. */
  find(practiceId: Id<'Practice'>, appointmentId: Id<'Appointment'>): Promise<VisitToTell | null>;
  /** The address of a page on which the visit is confirmed or cancelled. */
  makeLink(practiceId: Id<'Practice'>, appointmentId: Id<'Appointment'>): Promise<string>;
}

export interface VisitGraphOptions {
  /** The gateway's address as this process reaches it. */
  readonly url: string;
  /** The address under which patients' browsers reach the gateway. */
  readonly publicUrl: string;
  /** The bearer token of the practice's service account. */
  readonly tokenFor: (practiceId: Id<'Practice'>) => Promise<string>;
}

/** Milliseconds within which the graph answers. */
const ANSWER_WITHIN_MS = 10_000;

const VISIT_TO_TELL = `query VisitToTell($id: ID!) { appointment(id: $id) { state startsAt localStart location { name addressLines city telephone }
  patient { id language name { given preferred } telecom { system use value } } lead { name telephone preferredLanguage } } }`;
const CREATE_VISIT_LINK = 'mutation CreateVisitLink($input: CreateVisitLinkInput!) { createVisitLink(input: $input) { token errors { __typename } } }';

/** The graph behind the gateway, asked over HTTP as a service account, under its rights and into its audit trail. */
export class GatewayGraph implements VisitGraph {
  constructor(private readonly options: VisitGraphOptions) {}

  async find(practiceId: Id<'Practice'>, appointmentId: Id<'Appointment'>): Promise<VisitToTell | null> {
    return (await this.#ask<{ appointment: VisitToTell | null }>(practiceId, VISIT_TO_TELL, { id: appointmentId })).appointment;
  }

  async makeLink(practiceId: Id<'Practice'>, appointmentId: Id<'Appointment'>): Promise<string> {
    const { createVisitLink: { token } } = await this.#ask<{ createVisitLink: { token: string | null } }>(practiceId, CREATE_VISIT_LINK, { input: { idempotencyKey: randomUUID(), appointmentId } });
    if (token === null) throw new Error('No link to the visit could be made.');
    return `${this.options.publicUrl}/visit/${token}`;
  }

  /** Nothing of what the graph said comes into an error: it may be about somebody. */
  async #ask<Data>(practiceId: Id<'Practice'>, query: string, variables: object): Promise<Data> {
    const { url, tokenFor } = this.options;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor(practiceId)}` }, body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const { data, errors } = await response.json() as { data?: Data | null; errors?: readonly { readonly extensions?: { readonly code?: unknown } }[] };
    if (errors || !data) throw new Error(`The graph answered ${response.status}, ${String(errors?.[0]?.extensions?.code)}.`);
    return data;
  }
}
