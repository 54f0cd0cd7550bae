import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  workers: 1,
  reporter: 'list',
  timeout: 60_000,
  use: { trace: 'retain-on-failure' },
  // One without “paths”: those of the other projects name files of types, which Playwright would load in place of the packages.
  tsconfig: './tsconfig.base.json'
})
