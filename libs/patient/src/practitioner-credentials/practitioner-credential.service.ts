import type { Transaction } from '@spindle/database';
import type { DomainEvent } from '@spindle/subgraph';
import { PractitionerCredentialRepository } from './practitioner-credential.repository';

/** Keeps the copies of credentials and services in step with what scheduling tells. */
export async function copyCredentials({ sql }: Transaction, event: DomainEvent): Promise<void> {
  const copies = new PractitionerCredentialRepository(sql, event.practiceId);
  if (event.type === 'CredentialChanged') await copies.store((event as DomainEvent<'CredentialChanged'>).payload);
  if (event.type === 'ServiceTypeChanged') await copies.storeService((event as DomainEvent<'ServiceTypeChanged'>).payload);
}
