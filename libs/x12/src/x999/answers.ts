import type { acknowledgementGuide, transactionAnswer } from '../guide/acknowledgement';
import type { Model } from '../guide/model';
import type { Unreadable } from '../value/money';
import type { WrittenLoop } from '../loops/loop-writer';

/** A whole 999. */
export type Acknowledgement = Model<typeof acknowledgementGuide>;
/** Loop 2000 of a 999: the answer to one transaction set, of whatever kind. */
export type TransactionAnswer = Model<typeof transactionAnswer>;

/** One thing that a 999 finds wrong in what was sent. */
export interface SentError {
  /** ST02 of what was sent. */
  readonly controlNumber: string;
  readonly segment: string;
  /** Ordinal of the segment in its transaction set, ST = 1. */
  readonly position: number | Unreadable | undefined;
  readonly loop: string | undefined;
  /** Element and component, 1-based, where an element is meant. */
  readonly element: number | Unreadable | undefined;
  readonly component: number | Unreadable | undefined;
  /** IK304 for a segment, IK403 for an element. */
  readonly code: string;
  /** IK404: what stood there. */
  readonly copy: string | undefined;
  /** CTX: business units, for example CLM01 with its value. */
  readonly contexts: readonly { readonly name: string; readonly value?: string | undefined }[];
}

/** Whether an IK501 or AK901 code says that what was sent was taken (A, or E with errors noted). P is taken in part. */
export function isAccepted(status: string): boolean {
  return status === 'A' || status === 'E';
}

/** Every error of the answer to one transaction set; a segment whose elements are in error gives one for each element. */
export function errorsOf(answer: TransactionAnswer): SentError[] {
  return answer.segments.flatMap((segment) => {
    const shared = { controlNumber: answer.controlNumber, segment: segment.segment, position: segment.position, loop: segment.loop };
    const contexts = segment.contexts.flatMap((context) => context.contexts);
    if (segment.elements.length === 0) return [{ ...shared, element: undefined, component: undefined, code: segment.code, copy: undefined, contexts }];
    return segment.elements.map((element) => ({
      ...shared, element: element.place.element, component: element.place.component, code: element.code, copy: element.copy,
      contexts: [...contexts, ...element.contexts.flatMap((context) => context.contexts)],
    }));
  });
}

/** Whether AK902 to AK904 add up with the answers (rule 3.3). */
export function countsAgree(acknowledgement: Acknowledgement): boolean {
  const { answer, transactions } = acknowledgement;
  if (answer === undefined) return false;
  const accepted = transactions.filter((transaction) => isAccepted(transaction.answer?.status ?? '')).length;
  const answered = transactions.length > 0;
  return answer.included === answer.received && (!answered || answer.accepted === accepted) && (!answered || answer.received === transactions.length);
}

/** The innermost loop of what was written that holds the segment at `position`; undefined before the first loop. The index must be in the order of writing. */
export function locate(index: readonly WrittenLoop[], position: number): WrittenLoop | undefined {
  return index.findLast((loop) => loop.position <= position);
}
