import { ok, type Result } from '@spindle/kernel';
import { invalid, isName } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';
import type { ServiceType } from './service-type';

/** What of a service can be set. */
export type ServiceSettings = Omit<ServiceType, 'code' | 'version' | 'retired'>;
/** Absent: as it is, or as usual for a new service. */
export type SettingsInput = { readonly [Name in keyof ServiceSettings]?: ServiceSettings[Name] | null | undefined };
export type NewServiceInput = SettingsInput & Pick<ServiceSettings, 'name' | 'durationMinutes'>;

const USUAL: Omit<ServiceSettings, 'name' | 'durationMinutes'> = {
  aliases: [], needsRoom: true, roomKind: null, equipmentKind: null, requiredCredential: null, requiredCredentialHours: null, complimentary: false,
  practitionerMinutesBefore: 0, practitionerMinutesAfter: 0, roomMinutesBefore: 0, roomMinutesAfter: 0, equipmentMinutesBefore: 0, equipmentMinutesAfter: 0,
  gridMinutes: 5, minimumNoticeMinutes: 0, horizonDays: 365, accepts: 'ANYBODY', overlap: 'EXCLUSIVE', seats: null, cancellationNoticeHours: null, confirmation: 'ASKED',
};
/** What null takes away; anything else that is null stays. */
const REMOVABLE: ReadonlySet<string> = new Set(['roomKind', 'equipmentKind', 'requiredCredential', 'requiredCredentialHours', 'seats', 'cancellationNoticeHours']);

const CODE = /^[A-Z][A-Z0-9_]{0,39}$/;
const KIND = /^[A-Z][A-Z_]{0,39}$/;
const GRIDS = [1, 5, 10, 15, 20, 30, 60];
const MOST_ALIASES = 20;

export function parseCode(code: string): Result<string, InvalidInputError> {
  return CODE.test(code) ? ok(code) : invalid('code', 'A code has capital letters, digits and underscores, a letter first, at most 40 characters.');
}

/** The settings of a new service. */
export function newSettings(input: NewServiceInput): Result<ServiceSettings, InvalidInputError> {
  return changeSettings({ ...USUAL, name: input.name, durationMinutes: input.durationMinutes }, input);
}

/** The settings with what the input says otherwise. Without a credential none of its hours are asked for. */
export function changeSettings(settings: ServiceSettings, input: SettingsInput): Result<ServiceSettings, InvalidInputError> {
  const told = Object.entries(input).filter(([name, value]) => name in settings && value !== undefined && (value !== null || REMOVABLE.has(name)));
  const changed = { ...settings, ...Object.fromEntries(told) } as ServiceSettings;
  const hours = changed.requiredCredential === null && input.requiredCredentialHours === undefined ? null : changed.requiredCredentialHours;
  return checkSettings({ ...changed, requiredCredentialHours: hours, name: changed.name.trim(), aliases: changed.aliases.map((alias) => alias.trim()) });
}

function checkSettings(settings: ServiceSettings): Result<ServiceSettings, InvalidInputError> {
  const { name, aliases, roomKind, equipmentKind, requiredCredential, requiredCredentialHours, gridMinutes, seats, cancellationNoticeHours } = settings;
  const rules: readonly (readonly [boolean, string, string])[] = [
    [isName(name), 'name', 'A service has a name of 1 to 200 characters.'],
    [aliases.length <= MOST_ALIASES && aliases.every(isName), 'aliases', `At most ${MOST_ALIASES} other names, of 1 to 200 characters each.`],
    [isWithin(settings.durationMinutes, 5, 480), 'durationMinutes', 'A visit takes 5 to 480 minutes.'],
    [roomKind === null || (KIND.test(roomKind) && settings.needsRoom), 'roomKind', 'A kind of room is written in capital letters, for a service that needs a room.'],
    [equipmentKind === null || KIND.test(equipmentKind), 'equipmentKind', 'A kind of equipment is written in capital letters.'],
    [requiredCredentialHours === null || (requiredCredential !== null && isWithin(requiredCredentialHours, 1, 10_000)), 'requiredCredentialHours', 'Hours are those of a credential that the service needs, 1 to 10000.'],
    [GRIDS.includes(gridMinutes), 'gridMinutes', `Visits begin every ${GRIDS.join(', ')} minutes.`],
    [isWithin(settings.minimumNoticeMinutes, 0, 43_200), 'minimumNoticeMinutes', 'The notice is at most 30 days.'],
    [isWithin(settings.horizonDays, 1, 730), 'horizonDays', 'A service is booked 1 to 730 days ahead.'],
    [seats === null || isWithin(seats, 2, 50), 'seats', 'A group session has 2 to 50 seats.'],
    [cancellationNoticeHours === null || isWithin(cancellationNoticeHours, 0, 336), 'cancellationNoticeHours', 'A cancellation is late from at most 336 hours before the visit.'],
  ];
  const flaw = [...rules, ...bufferRules(settings)].find(([holds]) => !holds);
  return flaw ? invalid(flaw[1], flaw[2]) : ok(settings);
}

function bufferRules(settings: ServiceSettings): (readonly [boolean, string, string])[] {
  const names = ['practitionerMinutesBefore', 'practitionerMinutesAfter', 'roomMinutesBefore', 'roomMinutesAfter', 'equipmentMinutesBefore', 'equipmentMinutesAfter'] as const;
  return names.map((name) => [isWithin(settings[name], 0, 120), name, 'A buffer is 0 to 120 minutes.']);
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
