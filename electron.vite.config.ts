import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

// Fixed, not inferred from the `electron` package: the application also has to run under
// an older runtime (Electron 33: Node 20.18, Chromium 130).
const NODE = 'node20.18'
const CHROME = 'chrome130'

// Vite's dev server puts <style> elements into the page; only there is that let through.
const devCsp = (): Plugin => ({
  name: 'dev-csp',
  apply: 'serve',
  transformIndexHtml: (html) =>
    html
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
      .replace("connect-src 'self'", "connect-src 'self' ws://localhost:*")
})

export default defineConfig({
  main: {
    build: {
      target: NODE,
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: resolve('src-main/electron/index.ts'),
          cli: resolve('src-main/cli/index.ts'),
          'preview-thread': resolve('src-main/preview-thread/thread.ts'),
          'saml-thread': resolve('src-main/adapters/saml/saml-thread.ts')
        },
        output: { format: 'es' }
      }
    }
  },
  preload: {
    build: {
      target: NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src-main/preload/index.ts') },
        // A sandboxed preload has to be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: resolve('src-renderer'),
    plugins: [svelte({ configFile: resolve('svelte.config.js') }), devCsp()],
    build: {
      target: CHROME,
      minify: true,
      rolldownOptions: { input: { index: resolve('src-renderer/index.html') } }
    }
  }
})
