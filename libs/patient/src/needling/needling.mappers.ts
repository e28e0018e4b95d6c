import type { NeedlingSite } from './needling';

export type { NeedlingSite as NeedlingSiteMapper } from './needling';
/** All rows of an encounter, what was corrected among them. */
export interface NeedlingRecordMapper { readonly rows: readonly NeedlingSite[] }
