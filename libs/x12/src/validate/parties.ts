import { isMedicareIdentifier, isNpi, isPostBox, isTaxonomy } from '../identifiers/identifiers';
import { error, warning, type ClaimFinding } from './finding';
import { isMedicare, providersOf, type Rule } from './subject';

/** Every identifier with the qualifier XX has a right check digit (rule 3.11). */
const npi: Rule = (subject) => providersOf(subject).flatMap((party): ClaimFinding[] => {
  const place = { loop: party.loop, segment: 'NM1', element: 9, line: party.line, box: party.box };
  const { id, idQualifier } = party.name;
  if (idQualifier === 'XX' && id !== undefined && !isNpi(id)) {
    return [error('NPI_CHECK_DIGIT', place, [`The NPI ${id} of the ${party.role} is not a valid NPI.`, 'Compare it with the NPI registry.'])];
  }
  return party.loop === '2010AA' && (id === undefined || id === '') ? [error('NPI_MISSING', place, ['The billing provider has no NPI.', 'Enter the NPI of the practice.'])] : [];
});

/** Taxonomy codes have ten characters. */
const taxonomy: Rule = ({ billing, claim }) => {
  const places = [
    { loop: '2000A', line: undefined, value: billing.specialty?.taxonomy },
    { loop: '2310B', line: undefined, value: claim.rendering?.specialty?.taxonomy },
    ...claim.lines.map((line, nth) => ({ loop: '2420A', line: nth + 1, value: line.rendering?.specialty?.taxonomy })),
  ];
  return places.flatMap(({ loop, line, value }) => (value === undefined || isTaxonomy(value) ? [] : [
    error('TAXONOMY_FORM', { loop, segment: 'PRV', element: 3, line }, [`${value} is no taxonomy code.`, 'Take the ten-character code from the provider\'s NPI record.']),
  ]));
};

/** The billing provider's address is a street, with a nine-digit ZIP; so is the facility's ZIP. */
const addresses: Rule = ({ billing, claim }) => {
  const findings: ClaimFinding[] = [];
  const boxed = billing.name?.street?.lines.find(isPostBox);
  if (boxed !== undefined) {
    findings.push(error('BILLING_POST_BOX', { loop: '2010AA', segment: 'N3', element: 1, box: '33' }, [`The billing address ${boxed} is a post office box or lockbox.`, 'Give the street address here and the box as pay-to address (2010AB).']));
  }
  const zips = [
    { loop: '2010AA', box: '33', city: billing.name?.city }, { loop: '2310C', box: '32', city: claim.serviceFacility?.city },
  ];
  for (const { loop, box, city } of zips) {
    const abroad = city?.country !== undefined && city.country !== 'US';
    if (city !== undefined && !abroad && !/^\d{9}$/.test(city.zip ?? '')) {
      findings.push(error('ZIP_NOT_NINE_DIGITS', { loop, segment: 'N4', element: 3, box }, [`The ZIP code ${city.zip ?? '(none)'} does not have nine digits.`, 'Add the four digits of the ZIP+4.']));
    }
  }
  return findings;
};

/** The tax identifier has nine digits. */
const taxIdentifier: Rule = ({ billing }) => {
  const place = { loop: '2010AA', segment: 'REF', element: 2, box: '25' };
  const tax = billing.name?.references.find((reference) => reference.qualifier === 'EI' || reference.qualifier === 'SY');
  if (tax === undefined) return [error('TAX_ID_MISSING', place, ['The billing provider has no tax identifier.', 'Add the EIN (REF*EI) or social security number (REF*SY).'])];
  return /^\d{9}$/.test(tax.value ?? '') ? [] : [error('TAX_ID_FORM', place, [`The tax identifier ${tax.value ?? ''} does not have nine digits.`, 'Give nine digits without hyphen.'])];
};

/** The member identifier is as on the card: upper case, no blanks; Medicare's has its own form. */
const memberIdentifier: Rule = (subject) => {
  const place = { loop: '2010BA', segment: 'NM1', element: 9, box: '1a' };
  const id = subject.subscriber.name?.id ?? '';
  if (id === '') return [error('MEMBER_ID_MISSING', place, ['The subscriber has no member identifier.', 'Enter it as it stands on the card.'])];
  if (/\s/.test(id) || id !== id.toUpperCase()) return [error('MEMBER_ID_FORM', place, [`The member identifier ${id} has blanks or small letters.`, 'Enter it in upper case without blanks.'])];
  const wrong = isMedicare(subject) && !isMedicareIdentifier(id);
  return wrong ? [error('MEDICARE_ID_FORM', place, [`${id} is no Medicare beneficiary identifier.`, 'Take the eleven characters from the red, white and blue card.'])] : [];
};

/** Telephone numbers have ten digits. */
const telephones: Rule = ({ billing }) => (billing.name?.contacts ?? []).flatMap((contact) => contact.numbers
  .filter((entry) => entry.qualifier === 'TE' && !/^\d{10}$/.test(entry.number))
  .map((entry) => error('TELEPHONE_FORM', { loop: '2010AA', segment: 'PER', element: 4, box: '33' }, [`The telephone number ${entry.number} does not have ten digits.`, 'Give area code and number, digits only.'])));

/** Rendering provider and facility stand only where they differ from the billing provider. */
const repeatedParties: Rule = ({ billing, claim }) => {
  const findings: ClaimFinding[] = [];
  const own = billing.name;
  if (own?.id !== undefined && claim.rendering?.id === own.id) {
    findings.push(warning('RENDERING_IS_BILLING', { loop: '2310B', segment: 'NM1', element: 9, box: '24J' }, ['The rendering provider is the billing provider.', 'Leave loop 2310B out.']));
  }
  const place = claim.serviceFacility;
  if (place !== undefined && own !== undefined && sameAddress(place, own)) {
    findings.push(warning('FACILITY_IS_BILLING', { loop: '2310C', segment: 'N3', element: 1, box: '32' }, ['The service facility has the address of the billing provider.', 'Leave loop 2310C out.']));
  }
  return findings;
};

interface Located {
  readonly street?: { readonly lines: readonly string[] } | undefined;
  readonly city?: { readonly zip?: string | undefined } | undefined;
}

function sameAddress(one: Located, other: Located): boolean {
  const line = one.street?.lines.join(' ').toUpperCase() ?? '';
  return line !== '' && line === other.street?.lines.join(' ').toUpperCase() && one.city?.zip === other.city?.zip;
}

/** The rules of this file, in the order of their findings. */
export const partyRules: readonly Rule[] = [npi, taxonomy, addresses, taxIdentifier, memberIdentifier, telephones, repeatedParties];
