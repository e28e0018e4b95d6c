import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';

/** The spans of our own. */
export type SpanName = 'graphql request' | 'subgraph call' | 'subgraph operation' | 'sql transaction';

/**
 * What a span may say: names from closed lists and ids of requests. Never a document, a variable, a literal or a value
 * of a row: the exporter drops every attribute that is not named here.
 */
export interface SpanFacts {
  readonly 'spindle.operation'?: string;
  readonly 'spindle.subgraph'?: string;
  readonly 'spindle.schema'?: string;
  readonly 'spindle.access'?: string;
  readonly 'spindle.request_id'?: string;
}

export const SPAN_FACTS = ['spindle.operation', 'spindle.subgraph', 'spindle.schema', 'spindle.access', 'spindle.request_id'] as const satisfies readonly (keyof SpanFacts)[];

const KINDS: Readonly<Record<SpanName, SpanKind>> = { 'graphql request': SpanKind.SERVER, 'subgraph call': SpanKind.CLIENT, 'subgraph operation': SpanKind.SERVER, 'sql transaction': SpanKind.CLIENT };

/** Begins a span within the one of the moment. Whoever begins it ends it. Costs next to nothing where nothing is traced. */
export function beginSpan(name: SpanName, facts: SpanFacts): Span {
  return trace.getTracer('spindle').startSpan(name, { kind: KINDS[name], attributes: { ...facts } });
}

/** Runs work in a span of its own; one that throws is marked as failed, without what it says. */
export async function traced<R>(name: SpanName, facts: SpanFacts, work: () => Promise<R>): Promise<R> {
  const span = beginSpan(name, facts);
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } catch (cause) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw cause;
  } finally {
    span.end();
  }
}

/** Runs work as caused by the span that a request names (W3C Trace Context). */
export function causedBy<R>(traceparent: string | undefined, work: () => Promise<R>): Promise<R> {
  return traceparent === undefined ? work() : context.with(propagation.extract(context.active(), { traceparent }), work);
}

/** The span of the moment as other processes are told of it; undefined where nothing is traced. */
export function traceparentNow(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
