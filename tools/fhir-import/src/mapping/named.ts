import { isNpi } from '@spindle/kernel';
import { cutTo, elementOf, elementsOf, textOf, textsOf, type Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { parseReference } from '../bundle/references';
import type { Resolver } from './resolver';

/** A practitioner as the source names one: text, never one of ours. */
export interface NamedPractitioner {
  readonly name: string | null;
  readonly identifier: string | null;
  /** Whether the identifier is a National Provider Identifier by its check digit; null without an identifier. */
  readonly isIdentifierValid: boolean | null;
}

const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';
const NAME_LENGTH = 200;
const IDENTIFIER_LENGTH = 80;

/** A HumanName on one line. */
export function lineOf(name: Element): string | null {
  const parts = [...textsOf(name['prefix']), ...textsOf(name['given']), ...textsOf(name['family']), ...textsOf(name['suffix'])];
  return textOf(name['text']) ?? (parts.length > 0 ? parts.join(' ') : null);
}

/** The practitioner a Reference names: by the resource it points to, else by what the reference itself says. */
export function practitionerOf(reference: unknown, from: Entry, resolver: Resolver): NamedPractitioner {
  const target = resolver.resolve(reference, from);
  const practitioner = target?.['resourceType'] === 'PractitionerRole' ? (resolver.resolve(target['practitioner'], from) ?? target) : target;
  const names = elementsOf(practitioner?.['name']);
  const name = lineOf(names.find(({ use }) => use === 'official') ?? names[0] ?? {}) ?? textOf(elementOf(target?.['practitioner'])['display']) ?? displayOf(reference);
  const identifier = providerNumber(practitioner) ?? conditionalNumber(reference);
  return { name: name && cutTo(NAME_LENGTH, name), identifier: identifier && cutTo(IDENTIFIER_LENGTH, identifier), isIdentifierValid: identifier === null ? null : isNpi(identifier) };
}

function providerNumber(practitioner: Element | null): string | null {
  const identifiers = elementsOf(practitioner?.['identifier']);
  return textOf((identifiers.find(({ system }) => system === NPI_SYSTEM) ?? identifiers[0])?.['value']);
}

/** The identifier that a conditional or logical reference searches by. */
function conditionalNumber(value: unknown): string | null {
  const reference = parseReference(value);
  return reference?.kind === 'CONDITIONAL' && /^Practitioner/.test(reference.type) ? (reference.identifier?.value ?? null) : null;
}

/** The name of an organization, place or other thing a Reference names. */
export function nameOf(reference: unknown, from: Entry, resolver: Resolver): string | null {
  const name = textOf(resolver.resolve(reference, from)?.['name']) ?? displayOf(reference);
  return name && cutTo(NAME_LENGTH, name);
}

function displayOf(reference: unknown): string | null {
  return textOf(elementOf(reference)['display']);
}
