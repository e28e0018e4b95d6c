import { STAFF, type Policy } from '@spindle/subgraph';

export const serviceTypes: Policy = {
  Query: { serviceTypes: [...STAFF, 'PATIENT'] },
  arguments: { 'Query.serviceTypes(search)': 'ServiceType.name ServiceType.aliases' },
  types: {
    ServiceType: {
      STRUCTURE: 'version',
      REFERENCE: `code name aliases durationMinutes needsRoom roomKind equipmentKind requiredCredential requiredCredentialHours complimentary retired
        practitionerMinutesBefore practitionerMinutesAfter roomMinutesBefore roomMinutesAfter equipmentMinutesBefore equipmentMinutesAfter
        gridMinutes minimumNoticeMinutes horizonDays accepts overlap seats cancellationNoticeHours confirmation`,
    },
    ServiceTypeEdge: { STRUCTURE: 'node cursor' },
    ServiceTypeConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
