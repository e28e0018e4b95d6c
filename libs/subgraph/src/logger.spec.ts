import { jsonLogger } from './logger';
import { ROW_TEXT } from './testing/sample-subgraph';

function logged(cause: unknown): Record<string, unknown> {
  const lines: string[] = [];
  jsonLogger((line) => lines.push(line)).error('fault', { requestId: 'r1', cause });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  for (const part of ['Maria', 'Quintana', '1961', 'lumbar']) expect(lines[0]).not.toContain(part);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

describe('a line of the log', () => {
  it('says when, how grave, what', () => {
    const lines: string[] = [];
    const logger = jsonLogger((line) => lines.push(line));
    logger.info('one');
    logger.warn('two', { count: 2 });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([{ time: expect.stringMatching(/^\d{4}-.*Z$/), level: 'info', event: 'one' }, { time: expect.any(String), level: 'warn', event: 'two', count: 2 }]);
  });

  it('names class, code, constraint and place of a cause, never what it says', () => {
    const cause = Object.assign(new TypeError(ROW_TEXT), { code: '23505', constraint: 'patient_record_number', detail: ROW_TEXT, where: ROW_TEXT, parameters: [ROW_TEXT], query: ROW_TEXT });
    expect(logged(cause)).toMatchObject({ level: 'error', event: 'fault', requestId: 'r1', cause: { kind: 'TypeError', code: '23505', constraint: 'patient_record_number', frames: expect.arrayContaining([expect.stringContaining('logger.spec')]) } });
  });

  it('takes no line of a message for a place', () => {
    expect(logged(new Error(`broken\n    at ${ROW_TEXT}\n    at ${ROW_TEXT}`))).toMatchObject({ cause: { kind: 'Error', frames: expect.arrayContaining([expect.stringContaining('logger.spec')]) } });
  });

  it('has no places when the message was changed later', () => {
    const cause = new Error(ROW_TEXT);
    expect(cause.stack).toContain(ROW_TEXT);
    cause.message = 'another text';
    expect(logged(cause)).toMatchObject({ cause: { frames: [] } });
  });

  it('does not follow the causes of a cause', () => { logged(new Error('outer', { cause: new Error(ROW_TEXT) })); });

  it.each([['a text', ROW_TEXT, 'string'], ['an object', { message: ROW_TEXT }, 'object'], ['null', null, 'object'], ['a function', () => ROW_TEXT, 'function']])('says only the kind of %s', (_what, cause, kind) => {
    expect(logged(cause)).toMatchObject({ cause: { kind } });
  });
});
