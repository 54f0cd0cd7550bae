import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectCacheFolder, projectRoot } from './project-paths.mjs'
import { packageProgram, runCommand, say } from './run-command.mjs'
import { withLock } from './with-lock.mjs'

const sources = [
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'svelte.config.js',
  'package.json',
  'package-lock.json'
]
const products = ['out/main/index.js', 'out/main/cli.js', 'out/main/preview-thread.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/**
 * Builds out/ when it is missing or older than a source. Silent when it succeeds; throws after printing the build's output when it fails.
 * @param {NodeJS.ProcessEnv} env from `ensureInstalled`
 */
export async function ensureBuilt(env) {
  if (isBuilt()) return
  await withLock(
    join(projectCacheFolder(), 'build.lock'),
    async () => {
      if (!isBuilt()) await build(env)
    },
    (pid) => say(`Waiting for another build (process ${pid}) ...`)
  )
}

// The stamp and not the newest file in out/: a build that failed half-way leaves new files behind.
const stamp = join(projectRoot, 'out', '.built')

function isBuilt() {
  if (!existsSync(stamp) || !products.every((product) => existsSync(join(projectRoot, product)))) return false
  const builtAtMs = statSync(stamp).mtimeMs
  return sources.every((source) => !hasChangedSince(join(projectRoot, source), builtAtMs))
}

// Folders count as well: theirs is the only time that changes when a file is deleted.
function hasChangedSince(path, timeMs) {
  if (!existsSync(path)) return false
  const stats = statSync(path)
  if (stats.mtimeMs > timeMs) return true
  return stats.isDirectory() && readdirSync(path).some((name) => hasChangedSince(join(path, name), timeMs))
}

async function build(env) {
  const startedAt = new Date()
  const [command, args] = packageProgram('electron-vite', ['build'])
  const { code, output } = await runCommand(command, args, { env })
  if (code !== 0) {
    process.stderr.write(output)
    throw new Error(`The build failed with exit code ${code}; its output is above.`)
  }
  writeFileSync(stamp, '')
  // The time it began: a source saved while it ran makes it stale.
  utimesSync(stamp, startedAt, startedAt)
}
