import { buildSchema, policyFlaws } from '@spindle/subgraph';
import { policy } from './policy';
import { resolvers } from './resolvers.generated';
import { typeDefs } from './typeDefs.generated';

it('says of every field who sees it, once', () => {
  expect(policyFlaws(buildSchema(typeDefs, resolvers), policy)).toEqual([]);
});
