export type { LeadAlreadyConvertedError as LeadAlreadyConvertedErrorMapper } from './lead-conversion.service';
