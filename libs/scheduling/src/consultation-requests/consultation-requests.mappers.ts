import type { Page } from '@spindle/kernel';
import type { ConsultationRequest } from './consultation-request';

export type { OfferedSlot as ConsultationTimeMapper } from '../availability/slot-search';
export type { ConsultationReceipt as ConsultationReceiptMapper, ConsultationTimeTakenError as ConsultationTimeTakenErrorMapper } from './consultation-request';
export type { ConsultationOffer as ConsultationOfferMapper } from './consultation-request.service';
export type ConsultationRequestMapper = ConsultationRequest;
export type ConsultationRequestConnectionMapper = Page<ConsultationRequest>;
