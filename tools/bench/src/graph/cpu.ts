import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks in a second, as proc(5) counts CPU time on Linux. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU, user and system, that a process and those of its children that ended have used. */
function usedBy(pid: number): { parent: number; seconds: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number];
    return { parent: Number(fields[1]), seconds: (user + system + endedUser + endedSystem) / TICKS_PER_SECOND };
  } catch {
    return null;
  }
}

/** Seconds of CPU that these processes and all below them have used so far. */
export function cpuSeconds(roots: readonly number[]): number {
  const all = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), usedBy(Number(name))]));
  const belongs = (pid: number): boolean => roots.includes(pid) || belongsTo(all.get(pid)?.parent ?? 0);
  const belongsTo = (parent: number): boolean => parent > 1 && belongs(parent);
  let seconds = 0;
  for (const [pid, used] of all) if (used && belongs(pid)) seconds += used.seconds;
  return seconds;
}
