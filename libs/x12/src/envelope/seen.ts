const MOST = 100_000;
const LONGEST = 80;

/** Remembers a bounded number of short keys, so that watching for duplicates cannot grow without end. */
export class Seen {
  private readonly keys = new Set<string>();

  /** Whether the key came before; a key that is too long, or comes when the memory is full, counts as new. */
  before(key: string): boolean {
    if (key.length > LONGEST) return false;
    if (this.keys.has(key)) return true;
    if (this.keys.size < MOST) this.keys.add(detached(key));
    return false;
  }

  /** Whether the memory is full, so that later duplicates go unnoticed. */
  get full(): boolean {
    return this.keys.size >= MOST;
  }

  clear(): void {
    this.keys.clear();
  }
}

/** A copy that does not keep the piece of the file alive from which the text was cut. */
function detached(key: string): string {
  return Array.from(key).join('');
}
