import { STAFF, type Policy } from '@spindle/subgraph';

export const conditionCatalog: Policy = {
  Query: { conditionCatalog: [...STAFF, 'PATIENT'], diagnosisCode: STAFF },
  arguments: {
    'Query.conditionCatalog(search)': 'TreatedCondition.name TreatedCondition.synonyms', 'Query.conditionCatalog(region)': 'TreatedCondition.regions',
    'Query.diagnosisCode(code)': '', 'Query.diagnosisCode(on)': '', 'TreatedCondition.diagnosisCodes(on)': '',
  },
  types: {
    TreatedCondition: { REFERENCE: 'key name synonyms regions families diagnosisCodes measures redFlags sources' },
    DiagnosisCode: { REFERENCE: 'code text billable validFrom validThrough successors' },
    TreatedConditionEdge: { STRUCTURE: 'cursor node' },
    TreatedConditionConnection: { STRUCTURE: 'edges pageInfo' },
    DiagnosisCodeAnswer: { STRUCTURE: 'diagnosisCode errors' },
    DiagnosisCodeUnknownError: { STRUCTURE: 'message', REFERENCE: 'code' },
    DiagnosisNotBillableError: { STRUCTURE: 'message', REFERENCE: 'code successors' },
    DiagnosisRetiredError: { STRUCTURE: 'message', REFERENCE: 'code retiredAfter successors' },
    DiagnosisNotYetValidError: { STRUCTURE: 'message', REFERENCE: 'code validFrom' },
  },
};
