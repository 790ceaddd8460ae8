/**
 * Who may import whom. One way only: kernel < rules < the pure contexts < libraries that do input and output < apps.
 * Each rule has a probe in test/architecture: a planted violation that must make it fire, and no other.
 */

/** Pure: no framework, no input or output, no clock, no randomness. */
const PURE = 'kernel|rules|alert|pacing|reintegration|delta-x|ecs-exit|emcs|page-layout|fallback-documents';
const TESTS = '(\\.(spec|fixture|contract)\\.ts$|/contract/|^test/)';
const CODE = '^(apps|libs)/';
const npm = (...names) => `node_modules/(${names.join('|')})(/|$)`;

/** The pure contexts from the bottom up: what each may know beside itself. */
const MAY_KNOW = {
  rules: ['kernel'],
  alert: ['kernel', 'rules'],
  pacing: ['kernel'],
  reintegration: ['kernel', 'rules', 'alert', 'pacing'],
  'delta-x': ['kernel', 'rules', 'alert', 'reintegration'],
  'ecs-exit': ['kernel', 'rules', 'alert', 'reintegration'],
  emcs: ['kernel', 'rules', 'alert', 'reintegration'],
  'page-layout': [],
  'fallback-documents': ['kernel', 'rules', 'alert', 'reintegration', 'delta-x', 'page-layout'],
};

const contextOrder = Object.entries(MAY_KNOW).map(([context, known]) => ({
  name: `order-of-${context}`,
  comment: `${context} knows ${[...known, 'itself'].join(', ')}`,
  severity: 'error',
  from: { path: `^libs/${context}/`, pathNot: TESTS },
  to: { path: CODE, pathNot: `^libs/(${[context, ...known].join('|')})/` },
}));

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'kernel-knows-nobody',
      'the vocabulary of all imports nothing of ours',
      { path: '^libs/kernel/', pathNot: TESTS },
      { path: CODE, pathNot: '^libs/kernel/' },
    ),
    ...contextOrder,
    rule(
      'pure-without-node',
      'a pure context does no input or output: no module of Node',
      { path: `^libs/(${PURE})/`, pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'pure-without-packages',
      'a pure context takes zod, to parse what is stored, and no other package',
      { path: `^libs/(${PURE})/`, pathNot: TESTS },
      { path: 'node_modules/', pathNot: npm('zod') },
    ),
    rule(
      'event-store-knows-no-context',
      'the log carries any context’s events and knows none of them',
      { path: '^libs/(event-store|embedded-event-store)/', pathNot: TESTS },
      { path: `^libs/(${PURE.replace('kernel|', '')})/` },
    ),
    rule(
      'event-node-is-spawned',
      'the embedded node is a process of its own: tests alone hold it in theirs',
      { path: CODE, pathNot: ['^libs/embedded-event-store/', TESTS] },
      { path: '^libs/embedded-event-store/' },
    ),
    rule(
      'event-node-stands-alone',
      'the embedded node speaks the public protocol and shares no code with those who use it',
      { path: '^libs/embedded-event-store/', pathNot: TESTS },
      { path: CODE, pathNot: '^libs/embedded-event-store/' },
    ),
    rule('libs-below-apps', 'a library knows no app', { path: '^libs/' }, { path: '^apps/' }),
    rule(
      'apps-meet-in-the-log',
      'apps never import each other: the only way from one to another is an event, or HTTP',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'audit-cannot-send',
      'by no way at all does the audit reach what sends: a replay must not be able to',
      { path: '^apps/audit/' },
      { path: ['^libs/customs-gateway/', npm('bullmq', 'ioredis')], reachable: true },
    ),
    rule(
      'one-place-prints',
      'pages are described without the packages that write them: those stay behind one door',
      { path: CODE, pathNot: ['^libs/pdf/', TESTS] },
      { path: npm('pdfkit', 'qrcode-generator', '@expo-google-fonts') },
    ),
    rule(
      'one-app-queues',
      'only the reintegrator has a queue',
      { path: CODE, pathNot: '^apps/reintegrator/' },
      { path: npm('bullmq') },
    ),
    rule(
      'one-way-to-customs',
      'the gateway is the only way to customs: the reintegrator opens no connection of its own',
      { path: '^apps/reintegrator/', pathNot: TESTS },
      { path: ['^(node:)?(https?|http2|net|tls|dgram)$', npm('undici', 'axios', 'got', 'node-fetch')] },
    ),
    rule(
      'console-takes-pure-code',
      'the page runs in a browser: of our libraries it takes the pure ones',
      { path: '^apps/console/', pathNot: TESTS },
      { path: '^libs/', pathNot: `^libs/(${PURE})/` },
    ),
    rule(
      'through-the-door',
      'of another library only its index.ts is seen (and, by tests, its contract suite)',
      { path: '^(apps|libs|test)/([^/]+)/' },
      { path: '^libs/', pathNot: ['^$1/$2/', '^libs/[^/]+/index\\.ts$', '\\.contract\\.ts$'] },
    ),
    rule(
      'by-its-name',
      'another library is imported as #libs/name, never by a path',
      { path: '^(apps|libs|test)/([^/]+)/' },
      {
        path: '^libs/[^/]+/index\\.ts$',
        pathNot: '^$1/$2/',
        dependencyTypesNot: ['aliased', 'aliased-subpath-import'],
      },
    ),
    rule(
      'no-test-code-in-the-product',
      'specs, fixtures and contract suites are for tests alone',
      { path: CODE, pathNot: TESTS },
      { path: TESTS },
    ),
    rule(
      'no-test-tools-in-the-product',
      'the product runs without its development dependencies (the page is bundled with its own)',
      { path: CODE, pathNot: [TESTS, '^apps/console/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    ),
    rule(
      'declared',
      'a package that is imported stands in package.json',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule('resolvable', 'what is imported exists', {}, { couldNotResolve: true }),
    rule(
      'no-circles',
      'no file comes back to itself (types alone may: nothing of them is left at run time)',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
