import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { ROOT } from './root.mjs';

const codeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

/** Runs a program to its end with what it says kept back. Resolves to `{ code, output }`; a missing program is code 127. */
export const quietly = (program, args, { onStart, ...options } = {}) =>
  new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    if (child.pid !== undefined) onStart?.(child.pid);
    const keep = (chunk) => (output += String(chunk));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: 127, output: `${program}: ${error.message}` }));
    child.once('close', (code, signal) => resolve({ code: codeOf(code, signal), output }));
  });

/** Runs a program on this terminal, hands our signals on to it, and resolves to its exit code. */
export const openly = (program, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const relays = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, () => child.kill(signal)]);
    for (const [signal, relay] of relays) process.on(signal, relay);
    const end = (code) => {
      for (const [signal, relay] of relays) process.off(signal, relay);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      end(127);
    });
    child.once('close', (code, signal) => end(codeOf(code, signal)));
  });

/** As `quietly`, and gives way to whatever else wants to run. */
export const inTheBackground = (program, args) =>
  quietly(program, args, {
    onStart: (pid) => {
      try {
        setPriority(pid, constants.priority.PRIORITY_LOW);
      } catch {
        // It has ended already, or the system does not let us: it then runs like any other.
      }
    },
  });

/** A tool of node_modules, run by the Node that runs us: `tool('typescript/bin/tsc', ['--version'])`. */
export const tool = (path, args, run = quietly) => run(process.execPath, [`${ROOT}/node_modules/${path}`, ...args]);
