import { closeSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, takeDataFolder } from './data-folder.js';
import { openLog, tailOf } from './log-file.js';
import { temporaryFolder } from './testing.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

describe('the data folder', () => {
  it('is taken by one launcher at a time, and the second is told by whom', () => {
    const path = join(folder.path, 'data');
    const first = takeDataFolder(path);
    expect(() => takeDataFolder(path)).toThrow(FolderInUse);
    first.note({ console: 'http://127.0.0.1:7420' });
    expect(() => takeDataFolder(path)).toThrow(new RegExp(`pid ${process.pid}, console at http://127.0.0.1:7420`));
    expect(() => takeDataFolder(path)).toThrow(/--data DIR/);
    first.release();
    takeDataFolder(path).release();
  });

  it('keeps its note, which holds a password, from other users, and takes it away at the end', () => {
    const taken = takeDataFolder(folder.path);
    const note = join(folder.path, 'launcher.json');
    taken.note({ redis: 'redis://:secret@127.0.0.1:1' });
    expect(statSync(note).mode & 0o077).toBe(0);
    taken.release();
    expect(existsSync(note)).toBe(false);
  });
});

describe('a log', () => {
  const write = (text: string): void => {
    const log = openLog(folder.path, 'app', 10);
    writeFileSync(log, text);
    closeSync(log);
  };
  const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  it('goes on where it was while it is small, and is put aside when it has grown', () => {
    write('one\n');
    write('and one more\n');
    expect(read('app.log')).toBe('one\nand one more\n');
    for (const text of ['second and long', 'third and long', 'fourth and long', 'fifth']) write(text);
    expect(read('app.log')).toBe('fifth');
    expect([1, 2, 3].map((n) => read(`app.log.${n}`))).toEqual([
      'fourth and long',
      'third and long',
      'second and long',
    ]);
    expect(existsSync(join(folder.path, 'app.log.4'))).toBe(false);
  });

  it('gives its last lines', () => {
    write('a\nb\nc\n');
    expect(tailOf(folder.path, 'app', 2)).toBe('b\nc');
    expect(tailOf(folder.path, 'none')).toBe('');
  });
});
