import { Server } from 'node:net';
import { fixtureGateway, TEST_VIEWER, type FixtureGateway } from './testing/fixture-gateway';
import { fixtureId } from './testing/fixture-sdl';

const DAY_SHEET = `query DaySheet($locationId: ID!, $date: String!) {
  daySheet(locationId: $locationId, date: $date) { visits { id startsAt balance patient { id familyName } claim { state } } }
}`;
const VARIABLES = { locationId: fixtureId(903), date: '2026-03-09' };

describe('the gateway over subgraphs in its own process', () => {
  let gateway: FixtureGateway;
  const listened = jest.spyOn(Server.prototype, 'listen');
  beforeAll(async () => { gateway = await fixtureGateway(); });
  afterAll(() => gateway.close());
  beforeEach(() => { for (const subgraph of Object.values(gateway.subgraphs)) subgraph.calls.length = 0; });

  it('answers one operation from three subgraphs', async () => {
    const { status, body } = await gateway.post(DAY_SHEET, { variables: VARIABLES });
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({ daySheet: { visits: [
      { id: fixtureId(1), balance: '1.00', patient: { familyName: 'Family 11' }, claim: { state: 'READY' } },
      { id: fixtureId(2), balance: '2.00', patient: { familyName: 'Family 12' } },
      { id: fixtureId(3), balance: '3.00', patient: { familyName: 'Family 11' } },
      { id: fixtureId(4), balance: '4.00', patient: { familyName: 'Family 12' } },
    ] } });
  });

  it('calls each subgraph once and asks for each entity once', async () => {
    await gateway.post(DAY_SHEET, { variables: VARIABLES });
    expect(Object.values(gateway.subgraphs).map(({ calls }) => calls.length)).toEqual([1, 1, 1]);
    expect(gateway.subgraphs.patient.calls[0]?.variables).toEqual({ representations: [11, 12].map((number) => ({ __typename: 'Patient', id: fixtureId(number) })) });
  });

  it('asks once for an entity that two fields reach, and gives each field its own arguments', async () => {
    const query = `query { one: appointment(id: "${fixtureId(1)}") { patient { familyName language } } three: appointment(id: "${fixtureId(3)}") { patient { familyName language } } }`;
    const { body } = await gateway.post(query);
    expect(body).toEqual({ data: { one: { patient: { familyName: 'Family 11', language: 'en' } }, three: { patient: { familyName: 'Family 11', language: 'en' } } } });
    expect(gateway.subgraphs.patient.calls.map(({ variables }) => variables)).toEqual([{ representations: [{ __typename: 'Patient', id: fixtureId(11) }] }]);
  });

  it('sends a subgraph the same text for the same fetch, whatever the client named its operation', async () => {
    for (const name of ['First', 'Second', '']) await gateway.post(`query ${name} { daySheet(locationId: "${fixtureId(903)}", date: "2026-03-09") { visits { id } } }`);
    expect(new Set(gateway.subgraphs.scheduling.calls.map(({ query }) => query)).size).toBe(1);
  });

  it('is the only way in: one port is open, and through it neither entities nor a subgraph\'s SDL can be asked for', async () => {
    expect(listened).toHaveBeenCalledTimes(1);
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      const { status, body } = await gateway.post(query);
      expect([status, body.errors?.[0]?.extensions['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    }
    expect(Object.values(gateway.subgraphs).flatMap(({ calls }) => calls)).toEqual([]);
  });

  it('hands the verified viewer and the request id over, the same for every subgraph, and no name of an operation that is not registered', async () => {
    const { headers } = await gateway.post(DAY_SHEET, { variables: VARIABLES });
    const requests = Object.values(gateway.subgraphs).flatMap(({ calls }) => calls.map(({ request }) => request));
    const handedOver = { viewer: TEST_VIEWER, requestId: headers.get('x-request-id'), operation: null };
    expect(requests).toEqual([handedOver, handedOver, handedOver]);
  });
});
