/** What an app says on stdout, as one line of JSON, once it serves. */
export interface Ready {
  readonly app: string;
  readonly url: string;
}

/** Tells whoever started this process that it serves. Call it last, after `listen`. */
export const announceReady = ({ app, url }: Ready): void => {
  process.stdout.write(`${JSON.stringify({ ready: true, app, url })}\n`);
};

let watched = false;

/**
 * Ends this process when the one that started it is gone, however that one ended (a SIGKILL included).
 * Works through the IPC channel that the launcher gives its children; does nothing in a process started without one,
 * and nothing more when called again.
 * The end is a SIGTERM to ourselves, so that the app's own orderly stop runs; after `graceMs` it is final.
 */
export const exitWithParent = ({ graceMs = 5_000 }: { graceMs?: number } = {}): void => {
  if (!process.channel || watched) return;
  watched = true;
  const leave = (): void => {
    setTimeout(() => process.exit(1), graceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  };
  process.once('disconnect', leave);
  // The channel alone must not keep an app alive that has otherwise finished.
  process.channel.unref();
};
