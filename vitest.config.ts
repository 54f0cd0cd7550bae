import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

const setupFiles = ['test/support/property-seed.ts']

export default defineConfig({
  test: {
    // Without this one processor stays idle, which of two is every second.
    maxWorkers: '100%',
    projects: [
      {
        // Nothing has effects at import, so files may share their modules: loading them for each file took longer than most tests.
        // Whoever changes something global (timers, the environment) puts it back.
        // Properties run hundreds of cases, and a loaded machine is no reason to fail.
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/unit/**/*.test.ts', 'test/*.test.ts'],
          isolate: false,
          setupFiles,
          testTimeout: 60_000
        }
      },
      {
        plugins: [svelte({ configFile: resolve('svelte.config.js') }), svelteTesting()],
        test: { name: 'ui', environment: 'jsdom', include: ['test/ui/**/*.test.ts'], testTimeout: 60_000 }
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['test/integration/**/*.test.ts'],
          exclude: ['test/integration/samba/**'],
          setupFiles,
          // Programs that tests start, such as our command line, compile once for all of them.
          env: { NODE_COMPILE_CACHE: join(tmpdir(), 'entra-setup-compile-cache') },
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      },
      {
        // One real domain controller for all of them, which takes ten seconds to make.
        test: {
          name: 'samba',
          environment: 'node',
          include: ['test/integration/samba/**/*.test.ts'],
          globalSetup: ['test/support/samba-global-setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      }
    ]
  }
})
