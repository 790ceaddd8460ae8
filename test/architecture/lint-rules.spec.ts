import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the probes pretend to stand; the text linted is their own. */
const IN_A_CONTEXT = 'libs/alert/index.ts';
const IN_A_SPEC = 'libs/alert/alert.decider.spec.ts';
const IN_AN_APP = 'apps/audit/src/asking.ts';

let eslint: ESLint;
beforeAll(() => {
  // Without types, whose loading takes longer than all the rest: none of the rules probed by planting needs them.
  eslint = new ESLint({ cwd: ROOT, overrideConfig: tseslint.configs.disableTypeChecked as never });
});

/** Each message as `rule@line`. */
const broken = async (file: string, text: string): Promise<string[]> => {
  const [result] = await eslint.lintText(text, { filePath: `${ROOT}${file}` });
  return (result?.messages ?? []).map(({ ruleId, line }) => `${ruleId ?? 'unparsable'}@${line}`);
};
const onEachLine = (rule: string, lines: readonly string[]): string[] =>
  lines.map((_, index) => `${rule}@${index + 1}`);

const FORBIDDEN_CQRS = [
  'EventBus',
  'EventsHandler',
  'IEventHandler',
  'AggregateRoot',
  'EventPublisher',
  'Saga',
  'UnhandledExceptionBus',
];

/** What a pure context may not help itself to. */
const IMPURE = ['new Date()', 'Date.now()', 'Math.random()', 'randomUUID()'];

describe('the lint rules fire on', () => {
  it('each name of @nestjs/cqrs that would put facts on a bus in memory', async () => {
    const imports = FORBIDDEN_CQRS.map((name) => `export { ${name} } from '@nestjs/cqrs';`);
    const found = await broken(IN_AN_APP, `${imports.join('\n')}\n`);
    expect(found.filter((f) => f.startsWith('no-restricted-imports@'))).toEqual(
      onEachLine('no-restricted-imports', imports),
    );
  });

  it('a pure context that reads a clock, draws lots or makes ids, and there alone', async () => {
    const lines = [...IMPURE.map((expression, index) => `export const v${index} = ${expression};`)];
    const text = `${lines.join('\n')}\ndeclare function randomUUID(): string;\n`;
    expect(await broken(IN_A_CONTEXT, text)).toEqual(onEachLine('no-restricted-syntax', lines));
    expect(await broken(IN_A_SPEC, text)).toEqual([]);
    expect(await broken(IN_AN_APP, text)).toEqual([]);
  });

  it('any', async () => {
    expect(await broken(IN_AN_APP, 'export const anything: any = 1;\n')).toEqual([
      '@typescript-eslint/no-explicit-any@1',
    ]);
  });
});

describe('the lint rules that need types', () => {
  const TYPED = ['no-floating-promises', 'no-unsafe-member-access', 'no-unsafe-return', 'switch-exhaustiveness-check'];

  it.each(TYPED)('%s stands in every kind of file, as an error', async (rule) => {
    const whole = new ESLint({ cwd: ROOT });
    for (const file of [IN_A_CONTEXT, IN_A_SPEC, IN_AN_APP]) {
      const config = (await whole.calculateConfigForFile(`${ROOT}${file}`)) as { rules: Record<string, unknown[]> };
      expect(config.rules[`@typescript-eslint/${rule}`]?.[0]).toBe(2);
    }
  });
});

describe('the lint rules let through', () => {
  it('the buses that the product uses, and time that is given', async () => {
    const text = [
      "export { CommandBus, QueryBus } from '@nestjs/cqrs';",
      'export const at = (ms: number): Date => new Date(ms);',
    ].join('\n');
    expect(await broken(IN_AN_APP, `${text}\n`)).toEqual([]);
    expect(await broken(IN_A_CONTEXT, 'export const at = (ms: number): Date => new Date(ms);\n')).toEqual([]);
  });
});
