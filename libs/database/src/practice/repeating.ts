/** Work that is done again and again; what it answers is how much there was to do. */
export interface Repeating {
  /** Does it now, behind what is under way. */
  run(): Promise<number>;
  /** Lets what is under way end. */
  stop(): Promise<void>;
}

export interface RepeatingOptions {
  readonly everyMs: number;
  /** Is told of a failure; the work is tried again the next time. */
  readonly onFailure: (cause: unknown) => void;
}

/** Does the work now and at intervals until it is stopped, one time after the other. */
export function startRepeating(work: () => Promise<number>, { everyMs, onFailure }: RepeatingOptions): Repeating {
  let running: Promise<number> = Promise.resolve(0);
  const run = (): Promise<number> => {
    running = running.then(work).catch((cause: unknown) => {
      onFailure(cause);
      return 0;
    });
    return running;
  };
  const timer = setInterval(() => void run(), everyMs).unref();
  void run();
  return { run, stop: async () => { clearInterval(timer); await running; } };
}
