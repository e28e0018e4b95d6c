import type { CodeUnitsResolvers } from './../../types.generated';

export const CodeUnits: CodeUnitsResolvers = {};
