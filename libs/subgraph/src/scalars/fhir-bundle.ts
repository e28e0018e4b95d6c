import { GraphQLError, GraphQLScalarType } from 'graphql';

function refuse(): never {
  throw new GraphQLError('A FhirBundle is only answered, never sent.', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A bundle of FHIR R4 resources, as it is in JSON. */
export const FhirBundleScalar = new GraphQLScalarType<never, object>({
  name: 'FhirBundle',
  description: 'A bundle of FHIR R4 resources as JSON (hl7.org/fhir/R4/bundle.html).',
  serialize: (value) => value as object,
  parseValue: refuse,
  parseLiteral: refuse,
});
