import type { VerifiedRequest } from '@spindle/subgraph';
import type { Registered } from '../safelist/safelist';
import type { EntityBatch } from '../datasource/entity-batch';

/** What one operation carries through the gateway. */
export interface OperationContext {
  readonly requestId: string;
  /** For whom the operation runs; null when the client showed no credentials. */
  readonly request: VerifiedRequest | null;
  /** Whether the client showed the operator's introspection token. */
  readonly mayIntrospect: boolean;
  /** The registered operation that is asked for; null for any other. */
  readonly registered: Registered | null;
  /** From where the request came, as addresses are counted; null for one of the gateway's own. */
  readonly address: string | null;
  /** Entity fetches under way. */
  readonly batches: Map<string, EntityBatch>;
}
