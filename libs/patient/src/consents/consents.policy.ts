import { STAFF, type Policy } from '@spindle/subgraph';
import type { Consent } from './consent';

export const consents: Policy = {
  Query: { consentForm: [...STAFF, 'PATIENT'] },
  Mutation: { signConsent: ['FRONT_DESK', 'PRACTITIONER', 'SERVICE'], withdrawConsent: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'] },
  arguments: { 'Query.consentForm(procedure)': '', 'Query.consentForm(on)': '' },
  types: {
    ConsentForm: { REFERENCE: 'procedure version title validFrom validThrough paragraphs information holdsDays adultAge confirmedBy' },
    InformationPoint: { REFERENCE: 'key text' },
    Consent: {
      patientOf: ({ patientId }: Consent) => patientId,
      STRUCTURE: 'id',
      CONSENT: 'patient procedure formVersion form regions signer signedAt signedOn validThrough acknowledged withdrawal',
    },
    ConsentSigner: { CONSENT: 'kind name relationship' },
    ConsentWithdrawal: { CONSENT: 'withdrawnAt reason' },
    ConsentEdge: { STRUCTURE: 'cursor node' },
    ConsentConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { CONSENT: 'consents' },
    SignConsentPayload: { STRUCTURE: 'consent errors' },
    WithdrawConsentPayload: { STRUCTURE: 'consent errors' },
    ConsentFormNotInForceError: { STRUCTURE: 'message currentVersion' },
    ConsentSignedInFutureError: { STRUCTURE: 'message' },
    SignatureIncompleteError: { STRUCTURE: 'message field' },
    GuardianRequiredError: { STRUCTURE: 'message', IDENTITY: 'adultOn' },
    InformationNotAcknowledgedError: { STRUCTURE: 'message missing' },
    ConsentNotFoundError: { STRUCTURE: 'message' },
    ConsentAlreadyWithdrawnError: { STRUCTURE: 'message' },
  },
};
