import { subgraph } from '../../tools/codegen/subgraph';

export default subgraph('patient', [
  'Address', 'ChangeThreshold', 'CodedConcept', 'Contact', 'ContactPoint', 'DiagnosisCode', 'DiagnosisCodeAnswer', 'Muscle', 'OutcomeMeasureItem', 'Period',
]);
