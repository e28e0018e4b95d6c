import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { SPAN_FACTS } from './spans';

/** Tracing that was started. */
export interface Tracing {
  /** Sends what waits, then stops. */
  stop(): Promise<void>;
}

const ALLOWED: ReadonlySet<string> = new Set(SPAN_FACTS);

/**
 * Exports the spans of this process by OTLP over HTTP where `OTEL_EXPORTER_OTLP_ENDPOINT` (or the one for traces) names
 * a collector; does nothing otherwise. Spans of libraries come along with their names and times alone.
 */
export function startTracing(service: string, environment: Readonly<Record<string, string | undefined>>): Tracing {
  if (!environment['OTEL_EXPORTER_OTLP_ENDPOINT'] && !environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) return { stop: async () => undefined };
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `spindle-${service}`, 'service.namespace': 'spindle' }),
    spanProcessors: [new BatchSpanProcessor(bare(new OTLPTraceExporter()))],
  });
  provider.register();
  return { stop: () => provider.shutdown().catch(() => undefined) };
}

/** An exporter that sends of each span its name, its times and what `SpanFacts` allows: no event, whose text can quote a row, and no message of a status. */
export function bare(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(withoutValues), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

function withoutValues(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(Object.entries(span.attributes).filter(([name]) => ALLOWED.has(name)));
  return Object.create(span, {
    attributes: { value: attributes }, events: { value: [] }, links: { value: [] }, status: { value: { code: span.status.code } },
  }) as ReadableSpan;
}
