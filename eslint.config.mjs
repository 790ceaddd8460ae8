import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const pureContexts = ['libs/{kernel,rules,alert,delta-x,reintegration,pacing,page-layout,fallback-documents}/**/*.ts'];

/** The in-memory event bus and its friends lose, reorder and swallow events: reactions follow the log. */
const forbiddenCqrs = [
  'EventBus',
  'EventsHandler',
  'IEventHandler',
  'AggregateRoot',
  'EventPublisher',
  'Saga',
  'UnhandledExceptionBus',
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.data/**', 'apps/console/dist/**', 'coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Options objects of frameworks are declared as classes and meant to be given as literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/cqrs',
              importNames: forbiddenCqrs,
              message: 'Reactions and views follow the log (docs/adr/0002).',
            },
          ],
        },
      ],
    },
  },
  {
    files: pureContexts,
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an input of a pure context.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is an input of a pure context.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Randomness is an input of a pure context.',
        },
        { selector: "CallExpression[callee.name='randomUUID']", message: 'Ids are inputs of a pure context.' },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', fetch: 'readonly' },
    },
  },
);
