import { foundPractice, Worker, type Founded, type PracticeToFound } from '@spindle/gateway/identity';
import { openLocalDatabase } from './local-database';
import { readPracticeCommand } from './practice-command';

// npm run practice -- create: makes a practice and lets its administrator in. Run again, it adds only what is missing.

/** PostgreSQL's name for a table or schema that is not there. */
const NOT_MIGRATED = ['42P01', '3F000'];

async function create(wanted: PracticeToFound): Promise<void> {
  const database = await openLocalDatabase({ beside: true });
  const worker = new Worker(database.place);
  try {
    const founded = await foundPractice(worker, wanted);
    if (!founded.ok) throw new Error(founded.error.message);
    process.stdout.write(sentences(founded.value, wanted));
  } finally {
    await worker.close();
    await database.stop();
  }
}

function sentences({ practice, added }: Founded, { administrator }: PracticeToFound): string {
  const who = administrator.subject === null ? `whoever the issuer knows by ${administrator.email}` : administrator.subject;
  return `The practice ${practice.slug}, "${practice.name}", ${added.practice ? 'is made' : 'was there already'}: ${practice.id}
${administrator.name} (${who} at ${administrator.issuer}) ${added.administrator ? 'administers it' : 'administers it already'}.
Sign in at <PUBLIC_URL>/auth/login?practice=${practice.slug}
`;
}

function reasonOf(cause: unknown): string {
  if (NOT_MIGRATED.includes((cause as { code?: string }).code ?? '')) return 'The database is not migrated. In containers: docker compose run --rm migrate; on this machine: npm start.';
  return cause instanceof Error ? cause.message : String(cause);
}

const command = readPracticeCommand(process.argv.slice(2), process.env);
if (typeof command === 'string') {
  process.stderr.write(`${command}\n`);
  process.exitCode = 2;
} else {
  await create(command).catch((cause: unknown) => {
    process.stderr.write(`The practice was not made: ${reasonOf(cause)}\n`);
    process.exitCode = 1;
  });
}
