import type { ClinicalNoteResolvers } from './../../types.generated';

export const ClinicalNote: ClinicalNoteResolvers = {
  __resolveReference: ({ id }, { noteLoader }) => noteLoader.byId.load(id),
  addenda: async ({ id }, _args, { noteLoader }) => [...await noteLoader.addenda.load(id)],
  author: ({ authorId }) => ({ id: authorId }),
  cosignedBy: ({ cosignedBy }) => cosignedBy && { id: cosignedBy },
  encounter: ({ encounterId }, _args, { encounterLoader }) => encounterLoader.byId.load(encounterId),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  signedBy: ({ signedBy }) => signedBy && { id: signedBy },
  signingChecks: async ({ id }, _args, { noteLoader }) => [...await noteLoader.checks.load(id)],
  versions: async ({ id }, _args, { noteLoader }) => [...await noteLoader.versions.load(id)],
};
