import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, type ValidationContext, type ValidationRule } from 'graphql';
import { TOLD } from '../errors/told-errors';
import type { OperationContext } from '../execution/operation-context';
import type { Limits } from './limits';
import { OperationMeasure, type OperationSize } from './operation-size';

const NAMES: Readonly<Record<keyof OperationSize, string>> = {
  depth: 'levels of fields', aliases: 'aliases', directives: 'directives', rootFields: 'root fields', selections: 'fields',
};

/**
 * Refuses an operation that is larger than the limits, each excess with the limit and the operation's own number. The
 * rest of validation is then left out: comparing every field with every other is what makes a large operation costly.
 */
export function limitRule(limits: Limits): ValidationRule {
  return (context) => ({
    Document: {
      enter(document) {
        const measure = new OperationMeasure(document);
        const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
        const excesses = operations.flatMap((operation) => excessesOf(measure.sizeOf(operation), limits));
        if (excesses.length > 0) abort(context, excesses, limits.errors);
      },
    },
  });
}

function excessesOf(size: OperationSize, limits: Limits): string[] {
  return (Object.keys(NAMES) as (keyof OperationSize)[])
    .filter((part) => size[part] > limits[part])
    .map((part) => `The operation has ${size[part]} ${NAMES[part]} with its fragments expanded; ${limits[part]} are allowed.`);
}

/** GraphQL stops validating only at its limit of errors: reaching it is the way to stop. `tellOnce` takes out what is too much. */
function abort(context: ValidationContext, messages: readonly string[], maxErrors: number): void {
  for (let told = 0; told <= maxErrors; told += 1) {
    context.reportError(new GraphQLError(messages[told % messages.length] ?? '', { extensions: { code: TOLD.tooCostly } }));
  }
}

/** Tells each excess once, without GraphQL's own remark that it stopped counting. */
export function tellOnce(): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single' || body.singleResult.errors?.[0]?.extensions?.['code'] !== TOLD.tooCostly) return;
          const excesses = body.singleResult.errors.filter((error) => error.extensions?.['code'] === TOLD.tooCostly);
          body.singleResult.errors = [...new Map(excesses.map((error) => [error.message, error])).values()];
        },
      };
    },
  };
}
