import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openLog, tailOf } from './log-file.js';
import { projectRoot } from './project-root.js';

/** A process of ours that serves. */
export interface Running {
  readonly pid: number;
  /** How it ended, in words: `exit code 1`, `SIGKILL`. */
  readonly exited: Promise<string>;
  /** SIGTERM, then SIGKILL when that does not help in time. */
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

export interface NodeProgram {
  readonly name: string;
  /** A compiled file. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logs: string;
  readonly readyWithinMs?: number;
  readonly stopWithinMs?: number;
}

/** The program's own line of JSON on stdout with `ready: true`. */
export type ReadyLine = Readonly<Record<string, unknown>>;

export interface RunningNode extends Running {
  readonly ready: ReadyLine;
}

/** It ended, or stayed silent, before it served. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** What every child runs with: readable traces, a bounded heap, and an end when we end. */
const LOADED = [
  '--enable-source-maps',
  // Megabytes. Left to itself the heap grows into whatever the machine has, and is collected late.
  '--max-old-space-size=200',
  '--import',
  pathToFileURL(join(projectRoot(), 'dist/libs/process-lifecycle/with-parent.js')).href,
];

const readyLine = (text: string): ReadyLine | undefined => {
  if (!text.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(text) as ReadyLine;
    return value.ready === true ? value : undefined;
  } catch {
    return undefined;
  }
};

const writeTo = (log: number, line: string): void => {
  try {
    writeSync(log, `${line}\n`);
  } catch {
    // A full disk must not end the launcher too.
  }
};

/** Resolves with the first ready line; every other line goes to the log. */
const firstReadyLine = (child: ChildProcess, log: number): Promise<ReadyLine> =>
  new Promise((resolve) => {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = readyLine(line);
      if (said) resolve(said);
      else writeTo(log, line);
    });
  });

/**
 * Starts a compiled program on this Node, its output in its log. It runs in a session of its own, so that a Ctrl-C at the
 * terminal reaches us alone and we end our children in the right order; the IPC channel tells it when we are gone.
 */
export const spawnNode = (program: NodeProgram): Running & { readonly ready: Promise<ReadyLine> } => {
  const { name, main, args = [], env = {}, cwd, logs, stopWithinMs = 10_000 } = program;
  const log = openLog(logs, name);
  const child = spawn(process.execPath, [...LOADED, main, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', log, 'ipc'],
    detached: true,
  });
  child.once('close', () => {
    closeSync(log);
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      resolve(signal ?? `exit code ${code ?? 0}`);
    });
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await exited;
    clearTimeout(late);
  };
  const ready = firstReadyLine(child, log);
  return { pid: child.pid ?? 0, exited, ready, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
};

/**
 * As `spawnNode`, and waits for the ready line.
 * @param over ends the waiting, and with it the program
 * @throws NotReady with the end of its log
 */
export const startNode = async (program: NodeProgram, over?: AbortSignal): Promise<RunningNode> => {
  const { name, logs, readyWithinMs = 30_000 } = program;
  const running = spawnNode(program);
  const done = new AbortController();
  const late = delay(readyWithinMs, undefined, { signal: AbortSignal.any([done.signal, ...(over ? [over] : [])]) });
  const outcome = await Promise.race([running.ready, running.exited, late.catch(() => undefined)]);
  done.abort();
  if (typeof outcome === 'object') return { ...running, ready: outcome };
  await running.kill();
  const tooLate = `was not ready in ${readyWithinMs / 1000} s`;
  const why = typeof outcome === 'string' ? `ended (${outcome}) before it was ready` : tooLate;
  throw new NotReady(
    `${name} ${over?.aborted ? 'was stopped' : why}. The end of ${logs}/${name}.log:\n${tailOf(logs, name)}`,
  );
};
