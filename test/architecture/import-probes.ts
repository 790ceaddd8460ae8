/** A small tree of files, by path. */
export type Files = Readonly<Record<string, string>>;

const use = (...imports: readonly string[]): string =>
  imports
    .map((from, index) => `import { v as v${index} } from '${from}';\nexport const w${index} = v${index};\n`)
    .join('');

const LEAF = 'export const v = 1;\n';
const lib = (name: string, index = LEAF): Files => ({ [`libs/${name}/index.ts`]: index });

/** A context that knows another one it may not. */
const order = (context: string, known: string): Files => ({
  ...lib(context, use(`#libs/${known}`)),
  ...lib(known),
});

/** One planted violation for each rule of `.dependency-cruiser.cjs`: it must make that rule fire, and no other. */
export const IMPORT_PROBES: Readonly<Record<string, Files>> = {
  'kernel-knows-nobody': order('kernel', 'rules'),
  'order-of-rules': order('rules', 'alert'),
  'order-of-alert': order('alert', 'reintegration'),
  'order-of-pacing': order('pacing', 'alert'),
  'order-of-reintegration': order('reintegration', 'delta-x'),
  'order-of-delta-x': order('delta-x', 'emcs'),
  'order-of-ecs-exit': order('ecs-exit', 'delta-x'),
  'order-of-emcs': order('emcs', 'event-store'),
  'order-of-page-layout': order('page-layout', 'kernel'),
  'order-of-fallback-documents': order('fallback-documents', 'pdf'),
  'pure-without-node': lib('alert', use('node:crypto')),
  'pure-without-packages': lib('reintegration', use('rxjs')),
  'event-store-knows-no-context': { ...lib('event-store', use('#libs/alert')), ...lib('alert') },
  'event-node-is-spawned': {
    'apps/launcher/src/main.ts': use('#libs/embedded-event-store'),
    ...lib('embedded-event-store'),
  },
  'event-node-stands-alone': {
    ...lib('embedded-event-store', use('#libs/kernel')),
    ...lib('kernel'),
  },
  'libs-below-apps': {
    ...lib('access', use('../../apps/backoffice/src/main.js')),
    'apps/backoffice/src/main.ts': LEAF,
  },
  'apps-meet-in-the-log': {
    'apps/backoffice/src/main.ts': use('../../launcher/src/main.js'),
    'apps/launcher/src/main.ts': LEAF,
  },
  // Not by itself but through a library: what counts is what can be reached.
  'audit-cannot-send': {
    'apps/audit/src/main.ts': use('#libs/access'),
    ...lib('access', use('#libs/customs-gateway')),
    ...lib('customs-gateway'),
  },
  'one-place-prints': { 'apps/backoffice/src/main.ts': use('pdfkit') },
  'one-app-queues': { 'apps/backoffice/src/main.ts': use('bullmq') },
  'one-way-to-customs': { 'apps/reintegrator/src/send.ts': use('node:https') },
  'console-takes-pure-code': { 'apps/console/src/main.tsx': use('#libs/event-store'), ...lib('event-store') },
  'through-the-door': {
    ...lib('kernel'),
    'libs/kernel/instant.ts': LEAF,
    ...lib('alert', use('../kernel/instant.js')),
  },
  'by-its-name': { ...lib('kernel'), ...lib('alert', use('../kernel/index.js')) },
  'no-test-code-in-the-product': {
    'apps/audit/src/main.ts': use('./audit.fixture.js'),
    'apps/audit/src/audit.fixture.ts': LEAF,
  },
  'no-test-tools-in-the-product': { 'apps/audit/src/main.ts': use('vitest') },
  declared: { 'apps/audit/src/main.ts': use('left-out') },
  resolvable: { 'apps/audit/src/main.ts': use('./nowhere.js') },
  'no-circles': { ...lib('alert', use('./other.js')), 'libs/alert/other.ts': use('./index.js') },
};

/** The same places importing what they may: no rule fires. */
export const ALLOWED: Files = {
  ...lib('kernel', use('zod')),
  ...lib('rules', use('#libs/kernel')),
  ...lib('alert', use('#libs/kernel', '#libs/rules')),
  ...lib('pacing', use('#libs/kernel')),
  ...lib('reintegration', use('#libs/alert', '#libs/pacing')),
  ...lib('delta-x', use('#libs/reintegration', './lines.js')),
  'libs/delta-x/lines.ts':
    "import type { w0 } from './index.js';\nexport const v: typeof w0 | undefined = undefined;\n",
  'libs/delta-x/lines.spec.ts': use('vitest', 'node:fs', '#libs/delta-x'),
  ...lib('page-layout'),
  ...lib('fallback-documents', use('#libs/delta-x', '#libs/page-layout')),
  ...lib('pdf', use('#libs/kernel', '#libs/page-layout', 'pdfkit', 'node:fs')),
  ...lib('event-store', use('#libs/kernel', 'node:crypto')),
  'libs/event-store/event-store.contract.ts': LEAF,
  'libs/event-store/event-store.contract.spec.ts': use('#libs/embedded-event-store', './event-store.contract.js'),
  ...lib('embedded-event-store', use('node:fs')),
  ...lib('customs-gateway', use('#libs/kernel', 'node:https')),
  'apps/reintegrator/src/main.ts': use('bullmq', '#libs/customs-gateway', '#libs/event-store'),
  'apps/reintegrator/src/main.spec.ts': use('node:http', '#libs/embedded-event-store'),
  'apps/audit/src/main.ts': use('#libs/event-store', '#libs/delta-x'),
  'apps/console/src/main.tsx': use('#libs/delta-x', 'vite'),
  'test/faults/one.spec.ts': use('../../apps/reintegrator/src/main.js', '#libs/embedded-event-store'),
};

/** Packages as the probes see them: stand-ins, so that no probe depends on what is installed. */
const STAND_INS = ['zod', 'rxjs', 'bullmq', 'pdfkit', 'vitest', 'vite', 'left-out'];

export const SURROUNDINGS: Files = {
  'package.json': JSON.stringify({
    name: 'probe',
    type: 'module',
    imports: { '#libs/*': { source: './libs/*/index.ts', default: './dist/libs/*/index.js' } },
    dependencies: { zod: '1.0.0', rxjs: '1.0.0', bullmq: '1.0.0', pdfkit: '1.0.0' },
    devDependencies: { vitest: '1.0.0', vite: '1.0.0' },
  }),
  ...Object.fromEntries(
    STAND_INS.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, LEAF],
    ]),
  ),
};
