import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A redis-server that can be run, and the environment that it needs for that. */
export interface RedisProgram {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly found: 'on PATH' | 'unpacked earlier' | 'unpacked now';
}

/** Thrown when no Redis is to be had; its message names the ways out. */
export class NoRedis extends Error {
  override readonly name = 'NoRedis';
  constructor(reason: string) {
    super(
      `No Redis to run: ${reason}. Ways out: install one (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis),` +
        ' or set REDIS_URL to one that runs (with appendonly yes and maxmemory-policy noeviction).',
    );
  }
}

const runs = async (program: string, env: Readonly<Record<string, string>>): Promise<boolean> =>
  run(program, ['--version'], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );

const onPath = async (path: string): Promise<RedisProgram | undefined> => {
  for (const name of ['valkey-server', 'redis-server']) {
    for (const folder of path.split(delimiter).filter(Boolean)) {
      const program = join(folder, name);
      if (existsSync(program) && (await runs(program, {}))) return { program, env: {}, found: 'on PATH' };
    }
  }
  return undefined;
};

const inFolder = async (folder: string, found: RedisProgram['found']): Promise<RedisProgram | undefined> => {
  const program = join(folder, 'usr/bin/redis-server');
  if (!existsSync(program)) return undefined;
  const libraries = ['usr/lib', 'lib']
    .filter((lib) => existsSync(join(folder, lib)))
    .flatMap((lib) => readdirSync(join(folder, lib)).map((triplet) => join(folder, lib, triplet)));
  const env = { LD_LIBRARY_PATH: libraries.join(delimiter) };
  return (await runs(program, env)) ? { program, env, found } : undefined;
};

/** What the packages link against, besides what every Debian has. */
const librariesOf = async (packages: readonly string[]): Promise<string[]> => {
  const { stdout } = await run('apt-cache', ['depends', ...packages]);
  const names = [...stdout.matchAll(/^\s+Depends: ((?:lib|lua)\S+)/gm)].flatMap((match) => match[1] ?? []);
  return [...new Set(names)].filter((name) => !/^lib(c6|gcc-s1|stdc\+\+6|systemd0)$/.test(name));
};

/** Unpacks the system's own packages into a folder of ours: nothing is installed, no root is needed. */
const unpack = async (folder: string): Promise<RedisProgram | undefined> => {
  const packages = ['redis-server', 'redis-tools'];
  if (process.getuid?.() === 0) {
    const known = await run('apt-cache', ['show', ...packages]).then(
      () => true,
      () => false,
    );
    if (!known) await run('apt-get', ['update']);
  }
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(join(dirname(folder), 'unpacking-'));
  try {
    await run('apt-get', ['download', ...packages, ...(await librariesOf(packages))], { cwd: staging });
    const archives = readdirSync(staging).filter((file) => file.endsWith('.deb'));
    for (const file of archives) await run('dpkg', ['-x', join(staging, file), join(staging, 'root')]);
    // Another start may have been quicker: its folder is as good as ours.
    if (!existsSync(folder)) renameSync(join(staging, 'root'), folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return inFolder(folder, 'unpacked now');
};

export interface WhereToLook {
  readonly path?: string;
  /** Where packages are unpacked to; shared by every data folder of a clone. */
  readonly tools: string;
}

/** PATH first, then what was unpacked earlier, then the system's packages. @throws NoRedis */
export const findRedisProgram = async ({
  path = process.env.PATH ?? '',
  tools,
}: WhereToLook): Promise<RedisProgram> => {
  const folder = join(tools, 'redis');
  const there = (await onPath(path)) ?? (await inFolder(folder, 'unpacked earlier'));
  if (there) return there;
  const apt = path.split(delimiter).some((place) => existsSync(join(place, 'apt-get')));
  if (!apt) throw new NoRedis('none on PATH, and this machine has no apt-get to fetch one with');
  const unpacked = await unpack(folder).catch((error: unknown) => {
    throw new NoRedis(`none on PATH, and apt-get could not fetch one (${String(error).split('\n')[0] ?? ''})`);
  });
  if (!unpacked) throw new NoRedis('none on PATH, and the one unpacked from the system packages does not run here');
  return unpacked;
};
