declare const brand: unique symbol;

/** Identifier of one kind of thing: a UUID (version 7 where we made it) in lower case. Opaque to clients. */
export type Id<Kind extends string> = string & { readonly [brand]?: Kind };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads an identifier in its text form (RFC 9562); null when the text is not a UUID. */
export function parseId<Kind extends string>(text: string): Id<Kind> | null {
  return UUID.test(text) ? (text.toLowerCase() as Id<Kind>) : null;
}
