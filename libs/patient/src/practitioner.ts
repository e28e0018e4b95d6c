import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';

export interface PractitionerRequiredError { readonly kind: 'PractitionerRequiredError'; readonly message: string }

/** The practitioner that the viewer is: what is signed is signed by one. */
export function requirePractitioner(viewer: Pick<Viewer, 'practitionerId'>): Result<Id<'Practitioner'>, PractitionerRequiredError> {
  return viewer.practitionerId ? ok(viewer.practitionerId) : err({ kind: 'PractitionerRequiredError', message: 'Only a practitioner of the practice can do this.' });
}
