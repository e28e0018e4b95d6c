import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const answerVisitByLink: NonNullable<MutationResolvers['answerVisitByLink']> = async (_parent, { input }, { visitLinks }) =>
  toPayload(await visitLinks.answer(input), (visit) => Promise.resolve({ visit }));
