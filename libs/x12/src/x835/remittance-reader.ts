import type { BalanceFinding, ClaimVerdict, RemittanceVerdict } from '../balance/verdict';
import { RemittanceBalance, TraceBook } from '../balance/remittance-balance';
import type { TransactionSet } from '../envelope/scope';
import type { Finding } from '../finding/finding';
import { DocumentReader } from '../read/document-reader';
import type { ReadEvent } from '../read/events';
import { pull, pullSync, type ByteSource, type Feeder } from '../tokenizer/source';
import type { ProviderAdjustment, Remittance, RemittanceClaim, RemittanceHeader, RemittanceSection } from './remittance';

/** An 835 as it is read, in the order of the file. */
export type RemittanceEvent =
  | { readonly kind: 'header'; readonly transaction: TransactionSet; readonly header: RemittanceHeader }
  | { readonly kind: 'claim'; readonly transaction: TransactionSet; readonly claim: RemittanceClaim; readonly section: Omit<RemittanceSection, 'claims'> | undefined; readonly verdict: ClaimVerdict }
  | { readonly kind: 'provider-adjustment'; readonly transaction: TransactionSet; readonly adjustment: ProviderAdjustment }
  | { readonly kind: 'verdict'; readonly transaction: TransactionSet; readonly verdict: RemittanceVerdict }
  /** Rule B7, about the envelope: warnings with the exact figures. */
  | { readonly kind: 'balance'; readonly finding: BalanceFinding }
  | { readonly kind: 'finding'; readonly finding: Finding }
  /** What is no 835: interchanges, groups, other transaction sets, unread bytes. */
  | { readonly kind: 'other'; readonly event: ReadEvent };

/** Reads 835s out of any bytes and balances them on the way, in bounded memory. */
export class RemittanceReader implements Feeder {
  private readonly document: DocumentReader;
  private balance = new RemittanceBalance();

  /** @param traces remembers traces for B8; give one to several readers to watch several files. */
  constructor(private readonly emit: (event: RemittanceEvent) => void, private readonly traces: TraceBook = new TraceBook()) {
    this.document = new DocumentReader((event) => this.take(event));
  }

  write(bytes: Uint8Array): void {
    this.document.write(bytes);
  }

  end(): void {
    this.document.end();
  }

  /** Takes an event of a {@link DocumentReader} directly, for those who read several kinds at once. */
  take(event: ReadEvent): void {
    if (event.kind === 'finding') return this.finding(event.finding);
    if (!('guide' in event) || event.guide?.transaction !== '835') return this.emit({ kind: 'other', event });
    const { transaction } = event;
    switch (event.kind) {
      case 'transaction': this.balance = new RemittanceBalance(this.traces); break;
      case 'header': return this.header(transaction, event.model as unknown as RemittanceHeader);
      case 'loop': if (event.id === '2100') this.claim(transaction, event.model as unknown as RemittanceClaim, event.ancestors[1] as unknown as RemittanceSection | undefined); break;
      case 'part': if (event.name === 'providerAdjustments') this.adjustment(transaction, event.model as unknown as ProviderAdjustment); break;
      case 'transaction-end': this.emit({ kind: 'verdict', transaction, verdict: this.balance.verdict(event.truncated) }); break;
    }
  }

  private header(transaction: TransactionSet, header: RemittanceHeader): void {
    this.balance.header(header);
    this.emit({ kind: 'header', transaction, header });
    for (const adjustment of header.providerAdjustments) this.emit({ kind: 'provider-adjustment', transaction, adjustment });
  }

  private claim(transaction: TransactionSet, claim: RemittanceClaim, section: RemittanceSection | undefined): void {
    this.emit({ kind: 'claim', transaction, claim, section, verdict: this.balance.claim(claim) });
  }

  private adjustment(transaction: TransactionSet, adjustment: ProviderAdjustment): void {
    this.balance.providerAdjustment(adjustment);
    this.emit({ kind: 'provider-adjustment', transaction, adjustment });
  }

  private finding(finding: Finding): void {
    this.emit({ kind: 'finding', finding });
    if (finding.rule !== 'B7') return;
    const { message } = finding;
    const segment = finding.place?.segment;
    this.emit({ kind: 'balance', finding: {
      rule: 'B7', level: 'file', severity: 'warning', identity: 'SE01, SE02, GE01, GE02, IEA01, IEA02', computed: 0n, stated: 0n, difference: 0n, message, ...(segment === undefined ? {} : { segment }),
    } });
  }
}

/** Reads and balances the 835s of a source, as they arrive. */
export function readRemittances(source: ByteSource, traces?: TraceBook): AsyncGenerator<RemittanceEvent> {
  return pull(source, (emit: (event: RemittanceEvent) => void) => new RemittanceReader(emit, traces));
}

/** Like {@link readRemittances} for bytes at hand. */
export function readRemittancesSync(source: Uint8Array | Iterable<Uint8Array>, traces?: TraceBook): Generator<RemittanceEvent> {
  return pullSync(source, (emit: (event: RemittanceEvent) => void) => new RemittanceReader(emit, traces));
}

/** A small 835 in one piece. */
export interface WholeRemittance {
  readonly transaction: TransactionSet;
  readonly remittance: Remittance;
  readonly verdict: RemittanceVerdict;
  /** Verdicts of the claims, in the order of the file. */
  readonly claims: readonly ClaimVerdict[];
}

/** All 835s of a small file, each as one model with its verdicts. */
export function readWholeRemittances(bytes: Uint8Array, traces: TraceBook = new TraceBook()): WholeRemittance[] {
  const found: WholeRemittance[] = [];
  let claims: ClaimVerdict[] = [];
  let model: Remittance | undefined;
  const reader = new RemittanceReader((event) => {
    if (event.kind === 'claim') claims.push(event.verdict);
    if (event.kind !== 'verdict' || model === undefined) return;
    found.push({ transaction: event.transaction, remittance: model, verdict: event.verdict, claims });
    claims = [];
  }, traces);
  const document = new DocumentReader((event) => {
    if (event.kind === 'transaction-end') model = event.model as unknown as Remittance;
    reader.take(event);
  }, { keep: true });
  document.write(bytes);
  document.end();
  return found;
}
