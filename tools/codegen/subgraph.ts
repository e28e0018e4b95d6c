import type { CodegenConfig } from '@graphql-codegen/cli';
import { defineConfig } from '@eddeee888/gcg-typescript-resolver-files';

const kit = '~@spindle/subgraph';

/**
 * Types, stubs and the resolver map of one subgraph. Paths are from the workspace root. `valueTypes` are the object
 * types whose fields need no resolver: no stub is written for them.
 */
export function subgraph(library: string, valueTypes: readonly string[] = []): CodegenConfig {
  const source = `libs/${library}/src`;
  return {
    schema: ['libs/subgraph/src/shared.graphql', `${source}/*/*.graphql`],
    generates: {
      [source]: defineConfig({
        mode: 'modules',
        mergeSchema: false,
        tsConfigFilePath: 'tsconfig.base.json',
        scalarsModule: false,
        scalarsOverrides: {
          ID: { type: "import('@spindle/kernel').Id<any>" },
          DateTime: { type: 'Date', resolver: `${kit}#DateTimeScalar` },
          Date: { type: "import('@spindle/kernel').CalendarDay", resolver: `${kit}#DateScalar` },
          Decimal: { type: 'string', resolver: `${kit}#DecimalScalar` },
          FhirBundle: { type: 'object', resolver: `${kit}#FhirBundleScalar` },
        },
        externalResolvers: {
          Money: `${kit}#MoneyResolvers`,
          PageInfo: `${kit}#PageInfoResolvers`,
          RecordAccess: `${kit}#RecordAccessResolvers`,
        },
        resolverGeneration: { query: '*', mutation: '*', subscription: '', scalar: '*', object: ['*', '!*.*Payload', '!*.*Error', '!*.*Edge', '!*.*Connection', ...valueTypes.map((name) => `!*.${name}`)], union: '', interface: '', enum: '' },
        typesPluginsConfig: {
          federation: true,
          useTypeImports: true,
          immutableTypes: true,
          contextType: './context#Context',
          maybeValue: 'T | null',
          inputMaybeValue: 'T | null | undefined',
          defaultScalarType: 'unknown',
          mappers: { Money: '@spindle/kernel#Money as MoneyMapper', PageInfo: '@spindle/kernel#PageInfo as PageInfoMapper', RecordAccess: '@spindle/subgraph#RecordAccess as RecordAccessMapper' },
        },
      }),
    },
  };
}
