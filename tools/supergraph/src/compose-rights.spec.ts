import { readFileSync } from 'node:fs';
import { rightsPath, supergraphPath, workspaceFolder } from '@spindle/supergraph';
import { composeRights, readPolicies } from './compose-rights';

const SUPERGRAPH = readFileSync(supergraphPath, 'utf8');

it('makes of the policies of this workspace what is committed', async () => {
  expect(composeRights(await readPolicies(workspaceFolder()), SUPERGRAPH)).toEqual({ ok: true, rights: readFileSync(rightsPath, 'utf8') });
});

it('names a field of the graph that no policy has', async () => {
  const policies = (await readPolicies(workspaceFolder())).map((policy) => ({ ...policy, types: Object.fromEntries(Object.entries(policy.types ?? {}).filter(([name]) => name !== 'Payer')) }));
  expect(composeRights(policies, SUPERGRAPH)).toEqual({ ok: false, errors: ['Payer.id has no row in any policy.', 'Payer.name has no row in any policy.', 'Payer.payerId has no row in any policy.'] });
});

it('names a field of which two subgraphs tell different things', async () => {
  const policies = await readPolicies(workspaceFolder());
  const result = composeRights([...policies, { types: { Patient: { CLINICAL: 'id' } } }], SUPERGRAPH);
  expect(result).toMatchObject({ ok: false, errors: [expect.stringContaining('Two subgraphs give Patient.id different rights')] });
});
