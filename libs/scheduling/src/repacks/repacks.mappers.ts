import type { ProposedMove, UnfittingMove } from './repack';

export type RepackPlaceMapper = NonNullable<ProposedMove['place']>;
export type RepackVisitMapper = ProposedMove;
export type UnfittingMoveMapper = UnfittingMove;
