import type { QueryResolvers } from './../../../types.generated';

export const daySheet: NonNullable<QueryResolvers['daySheet']> = (_parent, { locationId, date }, { daySheets }) => daySheets.find(locationId, date);
