import { subgraph } from '../../tools/codegen/subgraph';

export default subgraph('scheduling', ['KnownLimits', 'SeriesProposal', 'SeriesProposalResult', 'SeriesStop', 'SlotRefusal', 'VisitAttention', 'VisitAuthorization', 'WeeklyTime']);
