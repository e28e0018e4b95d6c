import type { ExecutionResult } from 'graphql';

/** Reads a subgraph's body as a GraphQL response (GraphQL 2021, 7.1); null for anything else. */
export function readAnswer(body: string): ExecutionResult | null {
  const answer = parseJson(body);
  if (!isObject(answer)) return null;
  const { data, errors } = answer;
  const hasData = data === null || isObject(data);
  const hasErrors = Array.isArray(errors) && errors.length > 0 && errors.every((error) => isObject(error) && typeof error['message'] === 'string');
  if (data !== undefined && !hasData) return null;
  if (errors !== undefined && !hasErrors) return null;
  return hasData || hasErrors ? (answer as ExecutionResult) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
