import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { Credential, CredentialKind } from '../practitioners/practitioner';
import { AttentionWriter } from '../visit-attention/attention.writer';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { CalendarWriter } from '../working-hours/calendar.writer';
import { endCredential, parseCredential, renewCredential, type Renewal } from './credential-change';
import { CredentialWriter } from './credential.writer';

export interface AddCredentialInput {
  readonly idempotencyKey: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly kind: CredentialKind;
  readonly identifier?: string | null | undefined;
  readonly state?: string | null | undefined;
  readonly validFrom: CalendarDay;
  readonly validTo?: CalendarDay | null | undefined;
  readonly hours?: number | null | undefined;
  readonly source: string;
}

interface CredentialVersion { readonly idempotencyKey: string; readonly credentialId: Id<'Credential'>; readonly version: number }
export interface RenewCredentialInput extends CredentialVersion, Renewal {}
export interface EndCredentialInput extends CredentialVersion { readonly validTo: CalendarDay }

export interface CredentialNotFoundError { readonly kind: 'CredentialNotFoundError'; readonly message: string }

type FindError = CredentialNotFoundError | StaleVersionError;
type Answer<E> = Promise<Result<Id<'Credential'>, E | InvalidInputError | IdempotencyKeyReusedError>>;

/**
 * Records what practitioners hold, from when to when, and who said so. Whoever signs is told; visits on days that are not
 * covered any more go to the worklist. Bookings of the practitioner wait for a change, or the change for them.
 */
export class CredentialService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  add(input: AddCredentialInput): Answer<never> {
    return this.#session.mutate({ operation: 'addCredential', input: { ...input } }, async (transaction): Answer<never> => {
      transaction.audit.changed(null, 'REFERENCE');
      const { practitionerId, kind, validFrom, source, identifier = null, state = null, validTo = null, hours = null } = input;
      const parsed = parseCredential({ kind, identifier, state, validFrom, validTo, hours, source });
      if (!parsed.ok) return parsed;
      if (!(await this.#lock(transaction, practitionerId))) return err({ kind: 'InvalidInputError', message: 'There is no such practitioner.', field: 'practitionerId' });
      return this.#add(transaction, { ...parsed.value, id: newId<'Credential'>(), practitionerId, version: 1 });
    });
  }

  /** Answers the id of the credential that follows. */
  renew(input: RenewCredentialInput): Answer<FindError> {
    return this.#session.mutate({ operation: 'renewCredential', input: { ...input } }, async (transaction): Answer<FindError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      const renewed = renewCredential(found.value, input);
      return renewed.ok ? this.#add(transaction, { ...renewed.value, id: newId<'Credential'>(), practitionerId: found.value.practitionerId, version: 1 }) : renewed;
    });
  }

  end(input: EndCredentialInput): Answer<FindError> {
    return this.#session.mutate({ operation: 'endCredential', input: { ...input } }, async (transaction): Answer<FindError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      const ended = endCredential(found.value, input.validTo);
      if (!ended.ok) return ended;
      await new CredentialWriter(transaction.sql, this.#session.viewer.practiceId).end(found.value, input.validTo);
      return this.#tell(transaction, ended.value);
    });
  }

  find(id: Id<'Credential'>): Promise<Credential | null> {
    return new CredentialWriter(this.#session, this.#session.viewer.practiceId).find(id);
  }

  #lock({ sql }: Transaction, practitionerId: Id<'Practitioner'>): Promise<boolean> {
    return new CalendarWriter(sql, this.#session.viewer.practiceId).lockPractitioner(practitionerId);
  }

  /** The credential as it was read, with its row and its holder locked. */
  async #find(transaction: Transaction, { credentialId, version }: CredentialVersion): Promise<Result<Credential, FindError>> {
    transaction.audit.changed(null, 'REFERENCE');
    const credential = await new CredentialWriter(transaction.sql, this.#session.viewer.practiceId).findForChange(credentialId);
    if (!credential) return err({ kind: 'CredentialNotFoundError', message: 'There is no such credential.' });
    if (credential.version !== version) return err(staleVersion('credential', credential.version));
    await this.#lock(transaction, credential.practitionerId);
    return ok(credential);
  }

  async #add(transaction: Transaction, credential: Credential): Answer<never> {
    await new CredentialWriter(transaction.sql, this.#session.viewer.practiceId).add(credential);
    return this.#tell(transaction, credential);
  }

  async #tell({ sql, outbox }: Transaction, { id, practitionerId, kind, validFrom, validTo, hours, source }: Credential): Answer<never> {
    await outbox.add('CredentialChanged', id, { credentialId: id, practitionerId, kind, validFrom, validThrough: validTo, hours, confirmed: source !== null });
    await new AttentionWriter(sql, this.#session.viewer.practiceId).markVisitsBeyondCredentials({ practitionerId }, this.#clock.now());
    return ok(id);
  }
}
