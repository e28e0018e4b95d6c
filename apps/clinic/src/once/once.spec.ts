import { randomUUID } from 'node:crypto';
import { DEMO_PEOPLE } from '@spindle/sample-clinic';
import { SUBGRAPHS } from '../subgraphs';
import { caseFlaws, CASES } from './cases';
import { Journal } from './journal';
import { anotherInput, MUTATIONS } from './mutation-texts';
import { Scene } from './scene';

const COPIES = 64;

describe('every mutation of the graph, sent in 64 copies at a time', () => {
  let scene: Scene;
  let journal: Journal;
  const done = new Set<string>();
  beforeAll(async () => {
    scene = await Scene.open();
    journal = await Journal.install(scene.clinic, SUBGRAPHS.map(({ schema }) => schema.schema));
  }, 60_000);
  afterAll(() => scene.close());

  it('has a case; a mutation without one turns this red', () => {
    expect(caseFlaws(MUTATIONS)).toEqual([]);
    expect(caseFlaws([...MUTATIONS, 'plantMutation'])).toEqual(['plantMutation has no case: write one in apps/clinic/src/once.']);
  });

  it.each(MUTATIONS)('%s: one effect and one answer; another input under the key is refused', async (name) => {
    const { as: role = 'FRONT_DESK', input: make, toldOnce } = CASES[name] ?? { input: () => ({}) };
    const input = { idempotencyKey: randomUUID(), ...await make(scene) };
    await scene.clinic.clinic.settled();
    await journal.clear();
    const replies = await Promise.all(Array.from({ length: COPIES }, () => scene.send(name, input, role)));
    const answers = new Set(replies.map(({ text }) => (toldOnce ? text.replace(new RegExp(`"${toldOnce}":(null|"[^"]*")`), '') : text)));
    expect([...answers]).toHaveLength(1);
    const [first] = replies;
    expect({ status: first?.status, errors: first?.errors, refused: first?.data?.[name]?.errors }).toEqual({ status: 200, errors: [], refused: [] });
    if (toldOnce) expect(replies.filter(({ data }) => data[name]?.[toldOnce] !== null)).toHaveLength(1);
    const effects = await journal.effectsOf(DEMO_PEOPLE[role].id);
    expect(Object.keys(effects.changes)).not.toEqual([]);
    expect({ ...effects, changes: {} }).toEqual({ transactions: 1, changes: {}, keptAnswers: 1 });
    const other = await scene.send(name, anotherInput(name, input), role);
    expect({ errors: other.errors, refused: other.data?.[name]?.errors.map(({ __typename }) => __typename) }).toEqual({ errors: [], refused: ['IdempotencyKeyReusedError'] });
    expect(await journal.effectsOf(DEMO_PEOPLE[role].id)).toEqual(effects);
    done.add(name);
  }, 30_000);

  it('was looked at whole', () => {
    expect([...done].sort()).toEqual(MUTATIONS);
    process.stderr.write(`Idempotency: ${done.size} mutations × ${COPIES} copies, one effect each; another input under the key refused ${done.size} times\n`);
  });
});
