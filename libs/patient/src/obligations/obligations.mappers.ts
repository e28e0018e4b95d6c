export type { KeptObligation as ObligationMapper } from './obligation.repository';
