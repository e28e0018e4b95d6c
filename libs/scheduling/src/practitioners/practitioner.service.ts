import { err, ok, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import type { InvalidInputError } from '../visit-flow/reason';
import { parsePractitioner, type NewPractitionerInput } from './new-practitioner';
import { PractitionerWriter } from './practitioner.writer';

export interface AddPractitionerInput extends NewPractitionerInput { readonly idempotencyKey: string }
export interface NpiTakenError { readonly kind: 'NpiTakenError'; readonly message: string }

type Answer = Promise<Result<Id<'Practitioner'>, NpiTakenError | InvalidInputError | IdempotencyKeyReusedError>>;

/** Takes practitioners on. */
export class PractitionerService {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession) {
    this.#session = session;
  }

  add(input: AddPractitionerInput): Answer {
    return this.#session.mutate({ operation: 'addPractitioner', input: { ...input } }, async ({ sql, audit }): Answer => {
      audit.changed(null, 'REFERENCE');
      const practitioner = parsePractitioner(input);
      if (!practitioner.ok) return practitioner;
      const { locationIds } = practitioner.value;
      const writer = new PractitionerWriter(sql, this.#session.viewer.practiceId);
      const id = newId<'Practitioner'>();
      if (!(await writer.add(id, practitioner.value))) return err({ kind: 'NpiTakenError', message: 'Another practitioner of the practice has this NPI.' });
      if ((await writer.addLocations(id, locationIds)) < locationIds.length) return err({ kind: 'InvalidInputError', message: 'There is no such site.', field: 'locationIds' });
      return ok(id);
    });
  }
}
