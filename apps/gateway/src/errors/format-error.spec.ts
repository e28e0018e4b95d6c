import { GraphQLError } from 'graphql';
import { jsonLogger } from '@spindle/subgraph';
import { memoryLogger, type LogLine } from '../testing/memory-logger';
import { errorFormatter, placeOf } from './format-error';
import { fixtureGateway, type FixtureGateway } from '../testing/fixture-gateway';
import { fixtureId } from '../testing/fixture-sdl';

describe('the path of an error', () => {
  it.each([
    [['daySheet', 'visits', 0, 'balance'], ['daySheet', 'visits', 0, 'balance']],
    [['daySheet', 'visits', '@', 'balance'], ['daySheet', 'visits']],
    [['_entities', 3, 'balance'], undefined],
    [['patient', '_entities'], ['patient']],
    [[], undefined],
    [undefined, undefined],
  ])('%j becomes %j', (path, expected) => {
    expect(placeOf(path).path).toEqual(expected);
  });
});

describe('an error', () => {
  const log: LogLine[] = [];
  const format = errorFormatter(memoryLogger(log));
  const formatted = (error: GraphQLError) => format(error.toJSON(), error);

  it('meant for the client keeps message and code, and nothing else', () => {
    expect(formatted(new GraphQLError('Too early.', { path: ['a'], extensions: { code: 'BAD_USER_INPUT', serviceName: 'billing', stacktrace: ['x'], secret: 1 } })))
      .toEqual({ message: 'Too early.', path: ['a'], extensions: { code: 'BAD_USER_INPUT' } });
  });

  it.each(['INTERNAL_SERVER_ERROR', 'DOWNSTREAM_SERVICE_ERROR', undefined, 'ECONNREFUSED'])('with code %s is masked, and found in the log by its reference', (code) => {
    log.length = 0;
    const answer = formatted(new GraphQLError('connect ECONNREFUSED http://10.0.0.7:4101/graphql', { extensions: { ...(code ? { code } : {}) } }));
    expect(JSON.stringify(answer)).not.toMatch(/ECONN|10\.0/);
    expect(answer.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(log).toMatchObject([{ level: 'error', facts: { reference: answer.extensions?.['reference'] } }]);
  });

  it('masked by a subgraph keeps its reference', () => {
    const reference = '6f1c9a52-8c53-4b8d-9d3c-3f2b8f0b1a11';
    expect(formatted(new GraphQLError('whatever it says', { extensions: { code: 'INTERNAL_SERVER_ERROR', reference } })).extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', reference });
  });
});

describe('a fault in a subgraph', () => {
  let gateway: FixtureGateway;
  beforeAll(async () => { gateway = await fixtureGateway(); });
  afterAll(() => gateway.close());

  it('is masked at the client\'s path; the rest of the answer stands', async () => {
    const { status, body, text } = await gateway.post(`{ sheet: daySheet(locationId: "${fixtureId(9)}", date: "") { visits { id who: patient { it: leaky } } } }`);
    expect(status).toBe(200);
    expect(body.errors?.map((error) => error.path)).toEqual([['sheet', 'visits', 1, 'who', 'it'], ['sheet', 'visits', 3, 'who', 'it']]);
    expect(body.errors?.every((error) => error.extensions['code'] === 'INTERNAL_SERVER_ERROR' && typeof error.extensions['reference'] === 'string')).toBe(true);
    expect(text).not.toMatch(/SELECT|stack|service|_entities|"@"/);
    expect(body.data).toMatchObject({ sheet: { visits: [{ who: { it: 'fine' } }, { who: { it: null } }, { who: { it: 'fine' } }, { who: { it: null } }] } });
  });

  it('is logged without what it says', async () => {
    await gateway.post(`{ patient(id: "${fixtureId(11)}") { broken } }`);
    expect(gateway.log.some(({ event }) => event === 'fault')).toBe(true);
    const lines: string[] = [];
    const logger = jsonLogger((line) => lines.push(line));
    for (const { event, facts } of gateway.log) logger.info(event, facts);
    expect(lines.join('')).not.toMatch(/ECONNREFUSED 10|service_patient|SELECT/);
  });
});
