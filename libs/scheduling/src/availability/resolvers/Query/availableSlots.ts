import { pageArguments } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const availableSlots: NonNullable<QueryResolvers['availableSlots']> = (_parent, args, { slots }) => slots.find({ ...args, first: pageArguments({ first: args.first }, []).first });
