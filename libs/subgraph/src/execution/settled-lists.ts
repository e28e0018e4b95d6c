import { isListType, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql';

/**
 * Waits for the items of each list that a resolver answers with promises in it, and puts an error where one failed.
 * The compiled executor would append its null to the end of the list instead, and every later answer of a batch of
 * references would be read as another's.
 */
export function settleLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (!resolve || !isListType(isNonNullType(field.type) ? field.type.ofType : field.type)) continue;
      field.resolve = (...call) => {
        const answer: unknown = resolve(...call);
        return isPromise(answer) ? answer.then(settled) : settled(answer);
      };
    }
  }
  return schema;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function settled(answer: unknown): unknown {
  if (!Array.isArray(answer) || !answer.some(isPromise)) return answer;
  return Promise.all(answer.map((item: unknown) => (isPromise(item) ? item.catch(asItem) : item)));
}

/** An error as an item of its own: what fails a whole batch is one error for all of its items, and each is marked with its type. */
function asItem(cause: unknown): Error {
  return cause instanceof Error ? (Object.create(cause) as Error) : new Error('Something that is no error was thrown.', { cause });
}
