import { STAFF, type Policy } from '@spindle/subgraph';

export const muscles: Policy = {
  Query: { muscles: STAFF, muscle: STAFF },
  arguments: { 'Query.muscles(search)': 'Muscle.name Muscle.synonyms', 'Query.muscles(region)': 'Muscle.region', 'Query.muscle(key)': '' },
  types: {
    Muscle: { REFERENCE: 'key name synonyms region sides nerve nerveRoots thoracicRisk sources' },
    MuscleEdge: { STRUCTURE: 'cursor node' },
    MuscleConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
