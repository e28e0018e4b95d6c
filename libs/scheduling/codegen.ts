import { subgraph } from '../../tools/codegen/subgraph';

export default subgraph('scheduling', ['KnownLimits', 'Reminder', 'ReminderOffset', 'ReminderSchedule', 'RepackProposal', 'RepackProposalResult', 'SeriesProposal', 'SeriesProposalResult', 'SeriesStop', 'SlotRefusal', 'VisitAttention', 'VisitAuthorization', 'WeeklyTime']);
