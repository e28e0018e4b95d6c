export type { AccessTrail } from './access-trail';
export { decide, isLimitedToOwnRecord, sightOf, type Decision } from './decision';
export { FIELD_CLASSES, STAFF, type FieldClass, type Sight } from './field-class';
export { forbidden } from './guard';
export { combinePolicies, type Policy, type TypePolicy } from './policy';
export { policyFlaws } from './policy-flaws';
export { mergeTables, readRights, rightsTable, writeRights, type FieldRight, type RightsTable } from './rights-table';
export { selectedFields, type SelectedFields } from './selected-fields';
export { sharedPolicy } from './shared-policy';
