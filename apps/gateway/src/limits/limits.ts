/** What one request may ask of the gateway. Fragments count as often as they are spread. */
export interface Limits {
  /** Levels of fields within fields. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of `Query` or `Mutation` in one operation. */
  readonly rootFields: number;
  /** Fields in one operation, all levels together. */
  readonly selections: number;
  /** Lexical tokens of the document (GraphQL 2021, 2.1.5). */
  readonly tokens: number;
  /** Errors told about one invalid operation. */
  readonly errors: number;
  /** Bytes of a request's body, unpacked. */
  readonly bodyBytes: number;
}

/** The limits announced to clients (`apps/gateway/README.md`). The standard introspection query has depth 15 and 220 selections. */
export const LIMITS: Limits = {
  depth: 16,
  aliases: 30,
  directives: 20,
  rootFields: 20,
  selections: 400,
  tokens: 3_000,
  errors: 5,
  bodyBytes: 1024 * 1024,
};
