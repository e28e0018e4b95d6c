import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE, subjectOf, type DemoPerson } from '@spindle/sample-clinic';
import type { Logger } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';

export interface DevelopmentIssuerOptions {
  readonly secret: string;
  /** The port wanted; any free one when it is taken. */
  readonly port: number;
  readonly logger: Logger;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The development issuer, in a process of its own. */
export interface RunningIssuer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the development issuer with the sample practices' people. Rejects in production, where there is none. */
export async function startDevelopmentIssuer({ secret, port, logger, environment = process.env }: DevelopmentIssuerOptions): Promise<RunningIssuer> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(workspaceFolder(), 'apps/gateway/src/development-issuer/main.ts')], {
    cwd: workspaceFolder(), stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: true,
    env: { ...environment, SPINDLE_SECRET: secret, PORT: String(port), ISSUER_PEOPLE: JSON.stringify(directory()), TSX_TSCONFIG_PATH: join(workspaceFolder(), 'tsconfig.base.json') },
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    logger.info('process output', { process: 'development issuer', text: text.trimEnd() });
  });
  const ended = once(child, 'exit').then(() => { throw new Error(said.trim().split('\n').at(-1) || 'The development issuer ended.'); });
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }];
  ended.catch(() => undefined);
  return {
    url: `http://localhost:${message.port}`,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

function directory() {
  const all = [DEMO_PEOPLE, SECOND_DEMO_PEOPLE].flatMap((people) => Object.values(people));
  return {
    people: all.filter(({ role }) => role !== 'SERVICE').map((person) => ({ subject: subjectOf(person), login: loginOf(person), name: person.name, practice: slugOf(person), role: person.role })),
    programs: all.filter(({ role }) => role === 'SERVICE').map((person) => ({ clientId: subjectOf(person), name: person.name })),
  };
}

/** As in `fern.prairie`: names are the same in both practices. */
function loginOf(person: DemoPerson): string {
  const [first = ''] = person.name.toLowerCase().split(' ');
  return `${first}.${slugOf(person)}`;
}

function slugOf({ practiceId }: DemoPerson): string {
  return Object.values(SAMPLE_PRACTICES).find(({ id }) => id === practiceId)?.slug ?? '';
}
