import { combinePolicies } from '@spindle/subgraph';
import { conditionCatalog } from './condition-catalog/condition-catalog.policy';
import { conditions } from './conditions/conditions.policy';
import { encounters } from './encounters/encounters.policy';
import { muscles } from './muscles/muscles.policy';
import { outcomeMeasures } from './outcome-measures/outcome-measures.policy';
import { patients } from './patients/patients.policy';
import { search } from './search/search.policy';

/** Who sees what of this subgraph: every field of its SDL, once. */
export const policy = combinePolicies(
  conditionCatalog,
  conditions,
  encounters,
  muscles,
  outcomeMeasures,
  patients,
  search,
);
