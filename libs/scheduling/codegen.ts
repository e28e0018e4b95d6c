import { subgraph } from '../../tools/codegen/subgraph';

export default subgraph('scheduling', ['KnownLimits', 'VisitAttention', 'VisitAuthorization']);
