import { defineConfig } from '@playwright/test'

/** What says how long something took, or that nothing stalled: it gets the machine to itself. */
const measured = /(cancel|practise-healthy|preview-of-100000|preview-thread|saml-response|screens)\.spec\.ts$/

export default defineConfig({
  testDir: 'test/e2e',
  // One window for each screen that `npm test` has started; on a real one they would disturb each other.
  workers: (process.env['E2E_SCREENS'] ?? '').split(' ').length,
  reporter: 'list',
  timeout: 60_000,
  // `npm test` names each test that needed it.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  use: { trace: 'retain-on-failure' },
  // A folder each, which it empties when it begins: neither the other's traces nor the pictures in test-results/screens go with it.
  projects: [
    { name: 'window', testIgnore: measured, outputDir: 'test-results/window' },
    { name: 'measured', testMatch: measured, workers: 1, outputDir: 'test-results/measured' }
  ],
  // One without “paths”: those of the other projects name files of types, which Playwright would load in place of the packages.
  tsconfig: './tsconfig.base.json'
})
