import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './project-root.js';

const root = projectRoot();
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

/** The lines below `heading:` that are indented further than it, as far as the first that is not. */
const below = (text: string, heading: string): string => {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `${heading}:`);
  if (start < 0) return '';
  const depth = (line: string): number => line.search(/\S/);
  const own = depth(lines[start] ?? '');
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && depth(line) <= own);
  return rest.slice(0, end < 0 ? undefined : end).join('\n');
};

const keys = (text: string, indent: number): string[] =>
  [...text.matchAll(new RegExp(`^ {${indent}}([A-Za-z][\\w-]*):`, 'gm'))].flatMap((match) => match[1] ?? []);

const sources = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => read(folder, file))
    .join('\n');

const libraries = sources('libs');
/** Whether an app, or a library, reads a setting: it stands there as a word of its own, in code or quotes. */
const reads = (app: string, name: string): boolean =>
  name === 'NODE_ENV' || new RegExp(`\\b${name}\\b`).test(`${sources(`apps/${app}`)}\n${libraries}`);

const OTHERS_SERVERS = ['eventstore', 'redis'];

describe('docker-compose.yml', () => {
  const services = below(read('docker-compose.yml'), 'services');
  const names = keys(services, 2);
  const apps = names.filter((name) => !OTHERS_SERVERS.includes(name));

  it('runs every app there is, beside the two servers', () => {
    const there = readdirSync(join(root, 'apps')).filter((app) => !['console', 'launcher'].includes(app));
    expect(apps.toSorted()).toEqual(there.toSorted());
    expect(names).toEqual(expect.arrayContaining(OTHERS_SERVERS));
  });

  it.each(apps)('starts %s from a file that is compiled, with settings that it reads', (app) => {
    const service = below(services, app);
    expect(service).toContain(`command: [dist/apps/${app}/src/main.js]`);
    expect(existsSync(join(root, `apps/${app}/src/main.ts`))).toBe(true);
    const settings = keys(below(service, 'environment'), 6);
    expect(settings.length).toBeGreaterThan(0);
    expect(settings.filter((name) => !reads(app, name))).toEqual([]);
  });

  it('names only services that it has', () => {
    const hosts = [...services.matchAll(/\w+:\/\/([a-z-]+):\d+/g)].map((match) => match[1]);
    expect(hosts.length).toBeGreaterThan(4);
    expect(hosts.filter((host) => !names.includes(host ?? ''))).toEqual([]);
  });

  it('mounts only files that are there', () => {
    const files = [...services.matchAll(/\.\/([\w./-]+):\//g)].map((match) => match[1] ?? '');
    expect(files).toEqual(['deploy/redis.conf']);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('the image', () => {
  const dockerfile = read('deploy/Dockerfile');

  it('tells each app settings that it reads', () => {
    const settings = [...(/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/(\w+)=/g)].map(
      (match) => match[1] ?? '',
    );
    expect(settings).toEqual(['NODE_ENV', 'HOST', 'PORT', 'DATA_DIR']);
    for (const app of ['audit', 'backoffice', 'reintegrator', 'customs-simulator']) {
      expect([app, settings.filter((name) => !reads(app, name))]).toEqual([app, []]);
    }
  });

  it('copies what is there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \.\/?$/gm)].flatMap((match) =>
      (match[1] ?? '').split(' '),
    );
    expect(copied).toContain('package-lock.json');
    expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('the Kubernetes manifests', () => {
  const folder = 'deploy/kubernetes';
  const settings = ['data', 'stringData'].flatMap((part) => keys(below(read(folder, 'settings.yaml'), part), 2));
  const apps = readdirSync(join(root, folder))
    .filter((file) => file !== 'settings.yaml')
    .map((file) => file.replace('.yaml', ''));

  it.each(apps)('start %s from a file that is compiled, and probe what it answers', (app) => {
    const manifest = read(folder, `${app}.yaml`);
    expect(manifest).toContain(`args: [dist/apps/${app}/src/main.js]`);
    expect(existsSync(join(root, `apps/${app}/src/main.ts`))).toBe(true);
    expect(manifest).toMatch(/livenessProbe:\s+httpGet: \{ path: \/health\/live, port: 8080 \}/);
    expect(manifest).toMatch(/readinessProbe:\s+httpGet: \{ path: \/health\/ready, port: 8080 \}/);
  });

  it('hold no setting that no app reads', () => {
    expect(settings).toEqual(expect.arrayContaining(['ESDB_URL', 'REDIS_URL', 'ISSUER_JWKS_URL']));
    expect(settings.filter((name) => !apps.some((app) => reads(app, name)))).toEqual([]);
  });
});

describe('redis.conf', () => {
  it('keeps an append-only file and evicts nothing', () => {
    const lines = read('deploy/redis.conf').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['appendonly yes', 'appendfsync everysec', 'maxmemory-policy noeviction']),
    );
  });
});
