import js from '@eslint/js'
import n from 'eslint-plugin-n'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** What a folder may not import, with the reason in the words of docs/architecture.md. test/layers.test.ts walks the same rule over the whole import graph. */
function layer(folder, message, groups) {
  return {
    files: [`src-main/${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: groups, message }] }] }
  }
}

export default defineConfig(
  { ignores: ['test/fixtures/', 'out/', 'coverage/', '.cache/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, extraFileExtensions: ['.svelte'] }
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Checks and handlers are asynchronous by contract; some have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Ports and states are closures behind an interface: their methods may be passed on alone.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-empty': ['error', { allowEmptyCatch: false }]
    }
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } } },
  {
    files: ['**/*.js', '**/*.mjs', '*.config.ts'],
    extends: [ts.configs.disableTypeChecked],
    rules: { 'no-restricted-exports': 'off' }
  },
  {
    // What the main process and the core call must exist in the oldest runtime they are tested under.
    files: ['src-main/{core,app,adapters,practice,electron,preload,preview-thread,cli}/**/*.ts'],
    plugins: { n },
    rules: { 'n/no-unsupported-features/node-builtins': ['error', { version: '^20.18.1 || >=22.12', allowExperimental: true }] }
  },
  layer('core', 'core is pure: it imports core only.', [
    'node:*',
    'electron',
    '**/contract/**',
    '**/app/**',
    '**/adapters/**',
    '**/practice/**',
    '**/cli/**',
    '**/preview-thread/**',
    '**/electron/**',
    'zod',
    'ldapts',
    '@peculiar/*'
  ]),
  layer('contract', 'contract is the wire: it imports core types and zod.', [
    'node:*',
    'electron',
    '**/app/**',
    '**/adapters/**',
    '**/practice/**',
    '**/cli/**',
    '**/preview-thread/**',
    '**/electron/**'
  ]),
  layer('app', 'app holds use cases over ports: it imports core and contract.', [
    'node:*',
    'electron',
    '**/adapters/**',
    '**/practice/**',
    '**/cli/**',
    '**/preview-thread/**',
    '**/electron/**',
    'zod',
    'ldapts',
    '@peculiar/*'
  ]),
  layer('adapters', 'adapters import core, contract/schemas, Node and their own packages.', [
    'electron',
    '**/app/**',
    '**/practice/**',
    '**/cli/**',
    '**/preview-thread/**',
    '**/electron/**'
  ]),
  layer('practice', 'practice imports core, Node, ldapts and the certificate maker.', [
    'electron',
    '**/app/**',
    '**/adapters/**',
    '**/contract/**',
    '**/cli/**',
    '**/preview-thread/**',
    '**/electron/**'
  ]),
  layer('cli', 'the command line imports app, adapters and contract; practice lazily.', [
    'electron',
    '**/preview-thread/**',
    '**/electron/**'
  ]),
  layer('preview-thread', 'the preview thread imports app, adapters and core, and is imported by the shell only.', [
    'electron',
    '**/contract/**',
    '**/practice/**',
    '**/cli/**',
    '**/electron/**'
  ]),
  layer('preload', 'the preload imports contract/channels and electron, and stays tiny.', [
    'node:*',
    '**/core/**',
    '**/app/**',
    '**/adapters/**',
    '**/preview-thread/**',
    '**/contract/schemas*',
    '**/contract/operations*',
    '**/contract/views*'
  ]),
  {
    files: ['src-renderer/**/*.{ts,svelte}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                'node:*',
                'electron',
                '**/src-main/app/**',
                '**/src-main/adapters/**',
                '**/src-main/practice/**',
                '**/src-main/cli/**',
                '**/src-main/electron/**',
                '**/src-main/preload/**',
                '**/src-main/preview-thread/**'
              ],
              message: 'The window imports types of the contract and pure models only.'
            }
          ]
        }
      ]
    }
  },
  {
    files: ['src-main/electron/**/*.ts'],
    ignores: ['src-main/electron/ipc-server.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "Identifier[name='ipcMain']", message: 'Only ipc-server.ts may touch ipcMain: it is the guarded door.' }
      ]
    }
  }
)
