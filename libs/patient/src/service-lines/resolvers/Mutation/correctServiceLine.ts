import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toLine } from '../../service-line.input';

export const correctServiceLine: NonNullable<MutationResolvers['correctServiceLine']> = async (_parent, { input }, { serviceLines, encounterLoader }) =>
  toPayload(await serviceLines.correct({ ...input, line: toLine(input.line) }), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
