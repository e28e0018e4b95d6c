import { issueToken } from '@spindle/gateway/identity';
import { dayNumber, DEMO_PEOPLE, openDayFrom, SAMPLE_LOCATION_IDS, subjectOf } from '@spindle/sample-clinic';
import type { CalendarDay } from '@spindle/kernel';

export interface ScreenFacts {
  readonly url: string;
  readonly database: string;
  readonly secret: string;
  /** What the operator must know first. */
  readonly warnings?: readonly string[];
}

/** What the terminal shows when the clinic runs: where it is, who may come in, what to try. */
export async function startScreen({ url, database, secret, warnings = [] }: ScreenFacts): Promise<string> {
  const frontDesk = DEMO_PEOPLE.FRONT_DESK;
  const token = await issueToken(secret, { subject: subjectOf(frontDesk), practiceId: frontDesk.practiceId, roles: [frontDesk.role] });
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver' }).format(new Date()) as CalendarDay;
  const day = openDayFrom(dayNumber(today));
  const query = `{ daySheet(locationId: "${SAMPLE_LOCATION_IDS.broomfield}", date: "${day}") { appointments { localStart state serviceType { name } practitioner { name { display } } patient { name { full } } patientBalance { amount } } } }`;
  const logins = Object.values(DEMO_PEOPLE).map((person) => `    ${person.name.padEnd(18)} npm run --silent token -- --role ${person.role.toLowerCase().replace('_', '-')}`);
  return `
  Spindle is running.
${warnings.map((warning) => `
  !!! ${warning}
`).join('')}
    Sign in    ${url}/   as one of the made-up people of every role; by plain http the cookie is called "spindle", without Secure
    GraphQL    ${url}/graphql
    GraphiQL   ${url}/graphiql
    Health     ${url}/health   ${url}/ready
    Data       ${database}

  For programs and the command line: each command prints a token for the header "Authorization: Bearer …"
${logins.join('\n')}

  Try: ${day === today ? "today's day sheet" : `the day sheet of ${day}, the next open day,`} in Broomfield, across all three subgraphs, as ${frontDesk.name} at the front desk

    curl -s ${url}/graphql -H 'content-type: application/json' \\
      -H 'authorization: Bearer ${token}' \\
      -d '${JSON.stringify({ query })}'

  Ctrl-C stops everything. npm run reset starts afresh.
`;
}
