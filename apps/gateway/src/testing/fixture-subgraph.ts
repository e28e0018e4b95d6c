import { parse } from 'graphql';
import { createSubgraph, type Logger, type OperationRequest, type Subgraph, type VerifiedRequest } from '@spindle/subgraph';
import { FIXTURE_SDL, fixtureId, type FixtureName } from './fixture-sdl';

/** What a fixture was asked. */
export interface FixtureCall extends OperationRequest {
  readonly request: VerifiedRequest;
}

export interface FixtureSubgraph extends Subgraph {
  readonly calls: FixtureCall[];
}

const VISITS = [1, 2, 3, 4];
const identity = (reference: { id: string }) => reference;

/** Four visits by two patients: visits 1 and 3 are patient 11's, 2 and 4 patient 12's. */
const RESOLVERS: Readonly<Record<FixtureName, object>> = {
  patient: {
    Query: { patient: (_: unknown, { id }: { id: string }) => ({ id }) },
    Mutation: { renamePatient: (_: unknown, patient: { id: string; familyName: string }) => patient },
    Patient: {
      __resolveReference: identity,
      familyName: ({ id, familyName }: { id: string; familyName?: string }) => familyName ?? `Family ${Number(id.slice(-4))}`,
      language: () => 'en',
      broken: () => { throw new Error('connect ECONNREFUSED 10.0.0.7:5432 as service_patient'); },
      leaky: ({ id }: { id: string }) => { if (id.endsWith('12')) throw new Error('SELECT * FROM patient.patient'); return 'fine'; },
    },
  },
  scheduling: {
    Query: {
      daySheet: () => ({ visits: VISITS.map((number) => ({ id: fixtureId(number) })) }),
      appointment: (_: unknown, { id }: { id: string }) => ({ id }),
      whoAmI: (_: unknown, __: unknown, { viewer, requestId }: VerifiedRequest) => JSON.stringify({ viewer, requestId }),
    },
    Mutation: { checkInPatient: (_: unknown, { appointmentId }: { appointmentId: string }) => ({ id: appointmentId }) },
    Appointment: {
      __resolveReference: identity,
      startsAt: () => '2026-03-09T14:30:00Z',
      patient: ({ id }: { id: string }) => ({ id: fixtureId(Number(id.slice(-4)) % 2 === 1 ? 11 : 12) }),
    },
  },
  billing: {
    Query: { claim: (_: unknown, { id }: { id: string }) => ({ id }) },
    Mutation: { submitClaim: (_: unknown, { id }: { id: string }) => ({ id }) },
    Claim: { __resolveReference: identity, state: () => 'READY' },
    Appointment: { __resolveReference: identity, balance: ({ id }: { id: string }) => `${Number(id.slice(-4))}.00`, claim: ({ id }: { id: string }) => ({ id }) },
  },
};

/** A subgraph made by the kit, without a database, that remembers what it was asked. */
export function fixtureSubgraph(name: FixtureName, logger: Logger): FixtureSubgraph {
  const calls: FixtureCall[] = [];
  const subgraph = createSubgraph<VerifiedRequest>({
    name, logger,
    typeDefs: parse(FIXTURE_SDL[name]),
    resolvers: RESOLVERS[name],
    policy: {},
    open: (request) => ({ context: request, trail: { read: () => {}, refused: () => {} }, end: async () => {} }),
    receive: async () => 'APPLIED',
    ready: async () => {},
    close: async () => {},
  }, { guard: 'NONE' });
  return {
    ...subgraph, calls,
    execute: (operation, request) => {
      calls.push({ ...operation, request });
      return subgraph.execute(operation, request);
    },
  };
}
