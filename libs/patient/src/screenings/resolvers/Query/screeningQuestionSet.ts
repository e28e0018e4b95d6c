import type { QueryResolvers } from './../../../types.generated';

export const screeningQuestionSet: NonNullable<QueryResolvers['screeningQuestionSet']> = (_parent, { key, on }, { catalogue }) => catalogue.questionSets.on(key, on);
