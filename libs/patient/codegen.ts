import { subgraph } from '../../tools/codegen/subgraph';

export default subgraph('patient', ['Address', 'CodedConcept', 'Contact', 'ContactPoint', 'Period']);
