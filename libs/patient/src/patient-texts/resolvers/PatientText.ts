import { toPrintable } from '../printable';
import type { PatientTextResolvers } from './../../types.generated';

export const PatientText: PatientTextResolvers = {
  html: (text) => toPrintable({ ...text, sections: [{ heading: null, paragraphs: text.paragraphs }] }),
};
