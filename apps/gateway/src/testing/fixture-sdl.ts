/** Three small subgraphs with the seams of the real ones: an entity each, extended by the others. */
export const FIXTURE_SDL = {
  patient: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@shareable"])
    type Query { patient(id: ID!): Patient }
    type Mutation { renamePatient(id: ID!, familyName: String!): Patient }
    type Patient @key(fields: "id") { id: ID! familyName: String language: String broken: String leaky: String }
  `,
  scheduling: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@shareable"])
    type Query { daySheet(locationId: ID!, date: String!): DaySheet appointment(id: ID!): Appointment whoAmI: String }
    type Mutation { checkInPatient(appointmentId: ID!): Appointment }
    type DaySheet { visits: [Appointment!]! }
    type Appointment @key(fields: "id") { id: ID! startsAt: String! patient: Patient }
    type Patient @key(fields: "id", resolvable: false) { id: ID! }
  `,
  billing: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@shareable"])
    type Query { claim(id: ID!): Claim }
    type Mutation { submitClaim(id: ID!): Claim }
    type Claim @key(fields: "id") { id: ID! state: String! }
    type Appointment @key(fields: "id") { id: ID! balance: String claim: Claim }
  `,
} as const;

export type FixtureName = keyof typeof FIXTURE_SDL;
export const FIXTURE_NAMES = Object.keys(FIXTURE_SDL) as FixtureName[];

/** An identifier that ends in this number. */
export function fixtureId(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
