import type { AddressInput, ContactInput, ContactPointInput, HumanNameInput, RegisterPatientInput, UpdatePatientInput } from '../types.generated';
import type { Address, Contact, ContactPoint, HumanName } from './patient';
import type { RegisterPatient, UpdatePatient } from './patient.service';

/** What the client sent, as the service takes it: nothing is absent. */
export function toRegistration(input: RegisterPatientInput): RegisterPatient {
  return {
    idempotencyKey: input.idempotencyKey,
    confirmedNew: input.confirmedNew ?? false,
    leadId: input.leadId ?? null,
    name: toName(input.name),
    birthDate: input.birthDate,
    sex: input.sex,
    language: input.language ?? null,
    interpreterLanguage: input.interpreterLanguage ?? null,
    address: input.address ? toAddress(input.address) : null,
    telecom: (input.telecom ?? []).map(toContactPoint),
    contacts: (input.contacts ?? []).map(toContact),
  };
}

/** What the client sent, as the service takes it: what is absent stays absent. */
export function toUpdate(input: UpdatePatientInput): UpdatePatient {
  return {
    idempotencyKey: input.idempotencyKey,
    id: input.id,
    version: input.version,
    name: input.name && toName(input.name),
    birthDate: input.birthDate,
    sex: input.sex,
    language: input.language,
    interpreterLanguage: input.interpreterLanguage,
    address: input.address && toAddress(input.address),
    telecom: input.telecom?.map(toContactPoint),
    contacts: input.contacts?.map(toContact),
  };
}

function toName({ given, family, preferred }: HumanNameInput): HumanName {
  return { given, family, preferred: preferred ?? null };
}

function toAddress({ lines, city, state, postalCode, country }: AddressInput): Address {
  return { lines, city: city ?? null, state: state ?? null, postalCode: postalCode ?? null, country: country ?? null };
}

function toContactPoint({ system, use, value }: ContactPointInput): ContactPoint {
  return { system, use: use ?? null, value };
}

function toContact({ name, relationship, telephone }: ContactInput): Contact {
  return { name, relationship: relationship ?? null, telephone: telephone ?? null };
}
