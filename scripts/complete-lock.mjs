// node scripts/complete-lock.mjs, after each npm install: writes into package-lock.json the builds for other
// platforms that npm left out because the registry in use does not carry them. Without them npm ci refuses the lock.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../package-lock.json', import.meta.url));

/** What a platform's package name says, and npm's word for it. The first that fits counts. */
const SYSTEMS = [
  ['android', 'android'],
  ['darwin', 'darwin'],
  ['windows', 'win32'],
  ['win32', 'win32'],
  ['freebsd', 'freebsd'],
  ['netbsd', 'netbsd'],
  ['openbsd', 'openbsd'],
  ['openharmony', 'openharmony'],
  ['sunos', 'sunos'],
  ['aix', 'aix'],
  ['linux', 'linux'],
];
const PROCESSORS = [
  ['aarch64', 'arm64'],
  ['arm64', 'arm64'],
  ['x86_64', 'x64'],
  ['x64', 'x64'],
  ['ia32', 'ia32'],
  ['arm', 'arm'],
  ['loong64', 'loong64'],
  ['mips64el', 'mips64el'],
  ['ppc64', 'ppc64'],
  ['riscv64', 'riscv64'],
  ['s390x', 's390x'],
  ['wasm32', 'wasm32'],
];

const read = (name, words) => {
  const parts = name.split(/[-/.]/);
  return words.find(([word]) => parts.some((part) => part.startsWith(word)))?.[1];
};

/** Whether a package asked for by the one at `path` is in the lock, looked for as Node does: own folder, then upwards. */
const holds = (packages, path, name) => {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('node_modules/') - 1, 0))) {
    if (packages[`${at}${at && '/'}node_modules/${name}`]) return true;
    if (!at) return false;
  }
};

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (holds(lock.packages, path, name)) continue;
    const os = read(name, SYSTEMS);
    const cpu = read(name, PROCESSORS);
    if (!os || !cpu || !/^\d/.test(range)) {
      console.error(
        `${path} asks for ${name} ${range}: its platform or version can't be told from that. Add it by hand.`,
      );
      process.exitCode = 1;
      continue;
    }
    const dev = entry.dev ? { dev: true } : entry.devOptional ? { devOptional: true } : {};
    lock.packages[`node_modules/${name}`] = { version: range, cpu: [cpu], ...dev, optional: true, os: [os] };
    added.push(`${name} ${range} (${os}, ${cpu})`);
  }
}
const hosts = Object.entries(lock.packages).filter(([, entry]) => entry.resolved && /^https?:/.test(entry.resolved));
for (const [, entry] of hosts) delete entry.resolved;

if (added.length + hosts.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
for (const line of added) console.log(`added ${line}`);
console.log(`${added.length} added, ${hosts.length} registry addresses taken out`);
