import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { hasHome, isWritableFolder, projectCacheFolder, projectRoot } from './project-paths.mjs'
import { npmCommand, runCommand, say } from './run-command.mjs'
import { withLock } from './with-lock.mjs'

/**
 * Runs `npm ci` when node_modules is absent or older than the lock file.
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for children: node_modules/.bin comes first on the PATH, so they get the project's Node
 */
export async function ensureInstalled() {
  if (!isInstalled()) {
    await withLock(join(projectCacheFolder(), 'install.lock'), installUnlessDone, (pid) =>
      say(`Waiting for another installation (process ${pid}) ...`)
    )
  }
  return projectEnvironment()
}

function isInstalled() {
  const installed = join(projectRoot, 'node_modules', '.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(projectRoot, 'package-lock.json')).mtimeMs
}

async function installUnlessDone() {
  if (isInstalled()) return
  say('Installing the packages of package-lock.json (npm ci) ...')
  const startedAt = Date.now()
  // --include=dev: NODE_ENV=production would leave out everything; the tool chain is all development dependencies.
  // --loglevel=error: or npm warns of each package made for a newer Node than the one it runs on; they run on the newer one.
  const [command, args] = npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  const { code } = await runCommand(command, args, { env: npmEnvironment(), output: 'stderr' })
  if (code === 127) throw new Error('npm was not found. It comes with Node: https://nodejs.org')
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}; its output is above.`)
  say(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`)
}

// npm ci deletes node_modules, and with it the Node there: npm and its install scripts have to run on the system's.
function npmEnvironment() {
  const path = searchPath(process.env).filter((folder) => !folder.startsWith(join(projectRoot, 'node_modules')))
  return { ...withPath(process.env, path), ...npmCache() }
}

/** npm needs a cache it can write to, also where HOME is read-only or missing. */
export function npmCache() {
  if (process.env['npm_config_cache'] !== undefined || (hasHome() && isWritableFolder(join(homedir(), '.npm')))) return {}
  return { npm_config_cache: join(projectCacheFolder(), 'npm') }
}

function projectEnvironment() {
  const bin = join(projectRoot, 'node_modules', '.bin')
  return withPath(process.env, [bin, ...searchPath(process.env).filter((folder) => folder !== bin)])
}

function searchPath(env) {
  return (env[pathName(env)] ?? '').split(delimiter)
}

function withPath(env, folders) {
  return { ...env, [pathName(env)]: folders.join(delimiter) }
}

// Windows spells it Path, and a copy of the environment is no longer case-blind.
function pathName(env) {
  return Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
}
