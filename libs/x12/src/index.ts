export { bytesOf, concatBytes, unitsOf } from './bytes/bytes';
export { decodeText } from './bytes/text';
export { isWithin, toCharacterSet, type CharacterSet } from './bytes/character-set';
export { addDays, addMonths, isDay, spanOf, type Day } from './calendar/calendar';
export type { Finding, FindingSink, Place, Severity } from './finding/finding';
export { quote } from './finding/finding';
export { isMedicareIdentifier, isNpi, isPostBox, isTaxonomy, npiOf } from './identifiers/identifiers';
export { centsOf, formatAmount, isUnreadable, parseAmount, showCents, type Amount, type Unreadable } from './value/money';
export type { Count } from './value/count';

export { usualDelimiters, type Delimiters } from './tokenizer/delimiters';
export type { FindingEvent, Segment, SegmentPart, TokenEvent, Unread } from './tokenizer/segment';
export { serialise, unitsOfEvent } from './tokenizer/serialise';
export type { ByteSource, Feeder } from './tokenizer/source';
export { LONGEST_ELEMENT, LONGEST_SEGMENT, Tokenizer } from './tokenizer/tokenizer';
export { tokens, tokensSync } from './tokenizer/tokens';

export type { FunctionalGroup, Interchange, TransactionSet } from './envelope/scope';
export { EnvelopeReader, type EnvelopeSink } from './envelope/envelope-reader';

export type { ElementDefinition, Fields, Guide, LoopDefinition, Parts, SegmentDefinition, Usage } from './guide/definition';
export type { Draft, Model } from './guide/model';
export { complete } from './guide/complete';
export { guideFor, guides } from './guide/guides';
export { remittanceEntities, remittanceGuide } from './guide/remittance';
export { claim as claimLoop, claimBilling, claimGuide, claimPatient, claimSubscriber } from './guide/claim';
export { eligibilityRequestGuide, eligibilityResponseGuide } from './guide/eligibility';
export { claimAcknowledgementGuide, statusRequestGuide, statusResponseGuide } from './guide/status';
export { acknowledgementGuide, interchangeAnswer } from './guide/acknowledgement';

export { sourceOf, type SourcePlace } from './loops/loop-reader';
export type { Node } from './loops/read-fields';
export type { WrittenLoop } from './loops/loop-writer';
export { DocumentReader, readEvents, readEventsSync, type ReadOptions } from './read/document-reader';
export type { InterchangeAnswer, ReadEvent } from './read/events';
export { transactionOf, writeBytes, writeSegments, type OutgoingGroup, type OutgoingInterchange, type OutgoingTransaction, type WriteOptions } from './write/write';

export * from './x835/remittance';
export { readRemittances, readRemittancesSync, readWholeRemittances, RemittanceReader, type RemittanceEvent, type WholeRemittance } from './x835/remittance-reader';
export * from './x837p/claim';
export * from './x271/benefits';
export * from './x277/statuses';
export * from './x999/answers';

export * from './balance/verdict';
export { adjusted, balanceClaim } from './balance/claim-balance';
export { RemittanceBalance, TraceBook } from './balance/remittance-balance';

export type { DiagnosisFacts, DiagnosisTable, EarlierLine, PayerRequirement, ProcedureTable, ValidationContext } from './validate/context';
export { elementName, type ClaimFinding, type ClaimPlace } from './validate/finding';
export { validate } from './validate/validate';
export { checkLoop } from './validate/structure';

export { CodeList, type CodeMeaning } from './codes/code-list';
export * from './codes/payment-codes';
export * from './codes/answer-codes';

export { generateAcknowledgement, generateClaimAcknowledgement, generateEligibilityRequest, generateEligibilityResponse, generateStatusRequest, generateStatusResponse } from './generate/answers';
export { claimTransaction, generateClaim, type ClaimRecipe } from './generate/claim';
export { syntheticContext } from './generate/context';
export { interchangeOf, writePieces } from './generate/envelope';
export { mutate } from './generate/mutation';
export { Random } from './generate/random';
export { generateRemittance, type RemittanceRecipe } from './generate/remittance';
