import type { Policy } from '@spindle/subgraph';

export const equipment: Policy = {
  Mutation: { addEquipment: ['PRACTICE_ADMIN'], changeEquipment: ['PRACTICE_ADMIN'], retireEquipment: ['PRACTICE_ADMIN'] },
  types: {
    Equipment: { STRUCTURE: 'id version', REFERENCE: 'location name kind capacity retired' },
    Location: { REFERENCE: 'equipment' },
    AddEquipmentPayload: { STRUCTURE: 'equipment errors' },
    ChangeEquipmentPayload: { STRUCTURE: 'equipment errors' },
    RetireEquipmentPayload: { STRUCTURE: 'equipment errors' },
    EquipmentNotFoundError: { STRUCTURE: 'message' },
    NameTakenError: { STRUCTURE: 'message' },
  },
};
