import { Pool } from 'undici';

export interface LoadResult {
  readonly seconds: number;
  /** Milliseconds of each request, sorted. */
  readonly latencies: readonly number[];
}

export interface HttpRequest {
  readonly path: string;
  readonly body: string;
}

/** Keeps `connections` requests under way until `count` are answered. Throws when an answer is not 200. */
export async function load(pool: Pool, { connections, count, next, headers }: { connections: number; count: number; next: () => HttpRequest; headers: Record<string, string> }): Promise<LoadResult> {
  const latencies: number[] = [];
  let started = 0;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (started < count) {
      started += 1;
      const { path, body } = next();
      const sent = performance.now();
      const response = await pool.request({ method: 'POST', path, body, headers: { 'content-type': 'application/json', ...headers } });
      await response.body.arrayBuffer();
      if (response.statusCode !== 200) throw new Error(`A contender answered ${response.statusCode}.`);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { seconds: (performance.now() - began) / 1000, latencies: latencies.sort((a, b) => a - b) };
}

/** The latency that this share of requests stayed below. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
