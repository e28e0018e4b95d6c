import type { FunctionalGroup, Interchange, TransactionSet } from '../envelope/scope';
import type { Finding } from '../finding/finding';
import type { Guide } from '../guide/definition';
import type { interchangeAnswer } from '../guide/acknowledgement';
import type { Model } from '../guide/model';
import type { Node } from '../loops/read-fields';
import type { Unread } from '../tokenizer/segment';

/** TA1: what became of an interchange that was sent. */
export type InterchangeAnswer = Model<typeof interchangeAnswer>;

/** What reading a file of any kind gives, in the order of the file. Models are those of the guide of the transaction set. */
export type ReadEvent =
  | { readonly kind: 'interchange'; readonly interchange: Interchange }
  | { readonly kind: 'interchange-answer'; readonly answer: InterchangeAnswer }
  | { readonly kind: 'group'; readonly group: FunctionalGroup }
  | { readonly kind: 'transaction'; readonly transaction: TransactionSet; readonly guide: Guide | undefined }
  /** The outermost level of a transaction set, as far as it stands before the first loop on the way to its units. */
  | { readonly kind: 'header'; readonly transaction: TransactionSet; readonly guide: Guide; readonly model: Node }
  /** A unit of the guide, or (after its units) a level above one. */
  | { readonly kind: 'loop'; readonly transaction: TransactionSet; readonly guide: Guide; readonly id: string; readonly model: Node; readonly ancestors: readonly Node[] }
  /** A segment of the outermost level behind the units: PLB, AK9. */
  | { readonly kind: 'part'; readonly transaction: TransactionSet; readonly guide: Guide; readonly name: string; readonly model: Node }
  /** `model` is the whole with all units only where the reader keeps them; `segments` counts ST to SE. */
  | { readonly kind: 'transaction-end'; readonly transaction: TransactionSet; readonly guide: Guide | undefined; readonly model: Node; readonly segments: number; readonly truncated: boolean }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | Unread;
