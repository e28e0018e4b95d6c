import { STAFF, type Policy } from '@spindle/subgraph';

export const serviceTypes: Policy = {
  Query: { serviceTypes: [...STAFF, 'PATIENT'] },
  Mutation: { createServiceType: ['PRACTICE_ADMIN'], changeServiceType: ['PRACTICE_ADMIN'], retireServiceType: ['PRACTICE_ADMIN'], offerServiceTypeAgain: ['PRACTICE_ADMIN'] },
  arguments: { 'Query.serviceTypes(search)': 'ServiceType.name ServiceType.aliases' },
  types: {
    ServiceType: {
      STRUCTURE: 'version',
      REFERENCE: `code name aliases durationMinutes needsRoom roomKind equipmentKind requiredCredential requiredCredentialHours complimentary retired
        practitionerMinutesBefore practitionerMinutesAfter roomMinutesBefore roomMinutesAfter equipmentMinutesBefore equipmentMinutesAfter
        gridMinutes minimumNoticeMinutes horizonDays accepts overlap seats cancellationNoticeHours confirmation`,
    },
    CreateServiceTypePayload: { STRUCTURE: 'serviceType errors' },
    ChangeServiceTypePayload: { STRUCTURE: 'serviceType errors' },
    RetireServiceTypePayload: { STRUCTURE: 'serviceType errors' },
    OfferServiceTypeAgainPayload: { STRUCTURE: 'serviceType errors' },
    ServiceTypeExistsError: { STRUCTURE: 'message' },
    ServiceTypeNotFoundError: { STRUCTURE: 'message' },
    ServiceOfferedError: { STRUCTURE: 'message' },
    ServiceTypeEdge: { STRUCTURE: 'node cursor' },
    ServiceTypeConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
