// npm start: the window; on a Linux without a screen, the guided practice in the terminal.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { canInstallPackages, installLine, installPackages, isDebian, missingPackages, windowPackages } from './debian-packages.mjs'
import { electronRuntime } from './electron-runtime.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { projectRoot } from './project-paths.mjs'
import { findProgram, handOver, projectNode, runCommand, say } from './run-command.mjs'

const couldNotRun = 2

try {
  process.exitCode = await start()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = couldNotRun
}

async function start() {
  const env = await ensureInstalled()
  await ensureBuilt(env)
  if (!hasScreen()) {
    say('This computer has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set): here is the practice in the terminal.')
    return practice(env)
  }
  const runtime = await electronRuntime()
  const missing = await libraryProblem(runtime.executablePath)
  if (missing !== undefined) {
    say(`${missing}\nUntil then, here is the practice in the terminal.`)
    return practice(env)
  }
  return handOver(runtime.executablePath, [...runtime.args, projectRoot], windowEnvironment(env))
}

function hasScreen() {
  return process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== ''
}

function practice(env) {
  return handOver(projectNode(), [join(projectRoot, 'out', 'main', 'cli.js'), 'practice'], env)
}

// Some editors set it in their terminals; it turns Electron into a plain Node.
function windowEnvironment(env) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env
  return rest
}

/** Why Electron cannot load here, with what to do; undefined when it can. As root on Debian, what is missing is installed first. */
async function libraryProblem(executablePath) {
  const missing = await missingLibraries(executablePath)
  if (missing.length === 0) return undefined
  const cause = `The window cannot open: this computer lacks ${missing.join(', ')}.`
  if (!isDebian()) return `${cause} Install the packages of your system that hold them (GTK 3, NSS, ALSA, GBM).`
  const packages = await missingPackages(windowPackages)
  const remedy = `As root: ${installLine(packages.length > 0 ? packages : windowPackages)}`
  if (!canInstallPackages() || packages.length === 0 || !(await installPackages(packages))) return `${cause} ${remedy}`
  const stillMissing = await missingLibraries(executablePath)
  return stillMissing.length === 0 ? undefined : `The window cannot open: this computer still lacks ${stillMissing.join(', ')}.`
}

async function missingLibraries(executablePath) {
  if (process.platform !== 'linux' || !existsSync(executablePath) || findProgram('ldd') === undefined) return []
  const { stdout } = await runCommand('ldd', [executablePath])
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
}
