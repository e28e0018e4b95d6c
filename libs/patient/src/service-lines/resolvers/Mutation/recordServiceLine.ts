import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toLine } from '../../service-line.input';

export const recordServiceLine: NonNullable<MutationResolvers['recordServiceLine']> = async (_parent, { input }, { serviceLines, encounterLoader }) =>
  toPayload(await serviceLines.record({ ...input, line: toLine(input.line) }), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
