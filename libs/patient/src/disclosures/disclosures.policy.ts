import { STAFF, type Policy } from '@spindle/subgraph';
import type { Disclosure } from './disclosure';

export const disclosures: Policy = {
  Mutation: { recordDisclosure: STAFF, correctDisclosure: STAFF },
  types: {
    Disclosure: {
      patientOf: ({ patientId }: Disclosure) => patientId,
      STRUCTURE: 'id',
      DISCLOSURE: 'patient disclosedOn recipientName recipientAddress description basis purpose recordedAt recordedBy predecessor correctionReason',
    },
    DisclosureEdge: { STRUCTURE: 'cursor node' },
    DisclosureConnection: { STRUCTURE: 'edges pageInfo' },
    RecordDisclosurePayload: { STRUCTURE: 'disclosure errors' },
    CorrectDisclosurePayload: { STRUCTURE: 'disclosure errors' },
    DisclosureNotAccountableError: { STRUCTURE: 'message basis' },
    DisclosureNotFoundError: { STRUCTURE: 'message' },
    DisclosureCorrectedError: { STRUCTURE: 'message correctedBy' },
    Patient: { DISCLOSURE: 'disclosures' },
  },
};
