import { toPrintable } from '../printable';
import type { AftercareSheetResolvers } from './../../types.generated';

export const AftercareSheet: AftercareSheetResolvers = {
  html: (sheet) => toPrintable(sheet),
};
