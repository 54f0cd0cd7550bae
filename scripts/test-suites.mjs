import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { keyringPackages, openLdapPackages, sambaPackages, screenPackages, windowPackages, xmlPackages } from './debian-packages.mjs'
import { electronRuntime } from './electron-runtime.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { projectRoot } from './project-paths.mjs'
import { findProgram, handOver, npmCommand, packageProgram, runAside, say } from './run-command.mjs'
import { partitionByNeeds, sambaNeed, windowNeed } from './test-needs.mjs'
import { addCounts, playwrightCounts, vitestCounts } from './test-reports.mjs'
import { startVirtualScreen } from './virtual-screen.mjs'

/**
 * @typedef {{ what: string, because: string, remedy: string }} LeftOut `remedy` is a sentence with the line that installs what is missing
 * @typedef {{ passed: number, failures: string[], skipped: string[], secondTries: string[], leftOut: LeftOut[] }} SuiteResult `secondTries`: passed, but not at once
 * @typedef {{ env: NodeJS.ProcessEnv, testEnv: NodeJS.ProcessEnv, folder: string }} SuiteContext `testEnv` has a HOME of its own, `folder` takes reports
 * @typedef {{ names: string[], debianPackages: string[], runsAside?: true, run: (context: SuiteContext) => Promise<SuiteResult & { output?: string }> }} Suite
 *   `names`: what selects it on the command line, its own name first. `runsAside`: beside others where there is more than one processor; what it has to say is its `output`
 */

/** @type {Suite[]} in the order they run; the last one measures, and runs alone */
export const suites = [
  {
    names: ['types'],
    debianPackages: [],
    runsAside: true,
    run: ({ env }) => single('type check', npmCommand(['run', '--silent', 'check']), env)
  },
  {
    names: ['lint'],
    debianPackages: [],
    runsAside: true,
    run: ({ env }) => single('lint and format', npmCommand(['run', '--silent', 'lint']), env)
  },
  { names: ['unit'], debianPackages: [], run: runUnit },
  {
    names: ['integration'],
    debianPackages: [...openLdapPackages, ...keyringPackages, ...xmlPackages, ...screenPackages, ...windowPackages],
    run: runIntegration
  },
  { names: ['samba', 'integration'], debianPackages: sambaPackages, run: runSamba },
  { names: ['e2e'], debianPackages: [...openLdapPackages, ...keyringPackages, ...screenPackages, ...windowPackages], run: runEndToEnd }
]

async function single(title, [command, args], env) {
  const { code, output } = await runAside(command, args, env)
  return { ...(code === 0 ? result({ passed: 1 }) : result({ failures: [title] })), output }
}

async function runUnit(context) {
  const folders = { core: [...testFiles('test/unit'), ...testFiles('test', { deep: false })], ui: testFiles('test/ui') }
  const projects = Object.keys(folders).filter((project) => folders[project].length > 0)
  return projects.length === 0 ? noTests() : runVitest('unit', projects, [], context)
}

async function runIntegration(context) {
  const files = testFiles('test/integration').filter((file) => !file.startsWith(sambaFolder))
  if (files.length === 0) return noTests()
  const { runnable, leftOut } = partitionByNeeds(files, 'integration')
  if (runnable.length === 0) return result({ leftOut })
  // Most of these tests do without the build: a broken one is reported once and hides nothing else.
  const failures = await prepared(context)
  const outcome = await runVitest('integration', ['integration'], leftOut.length === 0 ? [] : runnable, context)
  return { ...outcome, failures: [...failures, ...outcome.failures], leftOut }
}

const sambaFolder = 'test/integration/samba/'

async function runSamba(context) {
  const files = testFiles(sambaFolder)
  if (files.length === 0) return noTests()
  const missing = await sambaNeed()
  if (missing !== undefined) return result({ leftOut: [{ what: `samba (${files.length} files)`, ...missing }] })
  return runVitest('samba', ['samba'], [], context)
}

async function runEndToEnd(context) {
  const files = testFiles('test/e2e', { pattern: /\.(test|spec)\.ts$/ })
  if (files.length === 0) return noTests()
  const missing = windowNeed()
  if (missing !== undefined) return result({ leftOut: [{ what: `e2e (${files.length} files)`, ...missing }] })
  const { runnable, leftOut } = partitionByNeeds(files, 'e2e')
  if (runnable.length === 0) return result({ leftOut })
  const failures = await prepared(context)
  if (failures.length > 0) return result({ failures, leftOut })
  const chosen = leftOut.length === 0 ? [] : runnable
  const screens = await ownScreens(Math.min(mostWindows, availableParallelism()))
  try {
    const together = await runPlaywright('window', chosen, screens.env, context)
    const alone = await runPlaywright('measured', chosen, screens.env, context)
    return { ...addCounts(together, alone), leftOut }
  } finally {
    await screens.stop()
  }
}

// More of them only wait for each other's drawing.
const mostWindows = 4

async function runPlaywright(project, files, screenEnv, { testEnv, folder }) {
  const report = join(folder, `e2e-${project}.json`)
  const [command, args] = packageProgram(
    '@playwright/test',
    ['test', `--project=${project}`, '--reporter=list,json', ...files],
    'playwright'
  )
  const code = await handOver(command, args, { ...testEnv, ...screenEnv, PLAYWRIGHT_JSON_OUTPUT_NAME: report }, projectRoot)
  return playwrightCounts(readReport(report), code)
}

/** One for each window that is open at a time. In memory also where there is a real one: nobody's work is disturbed, and the size is always the same. */
async function ownScreens(count) {
  if (process.platform !== 'linux' || findProgram('Xvfb') === undefined) return { env: {}, stop: () => Promise.resolve() }
  const screens = await Promise.all(Array.from({ length: count }, () => startVirtualScreen()))
  const displays = screens.map(({ DISPLAY }) => DISPLAY)
  return {
    env: { DISPLAY: displays[0], WAYLAND_DISPLAY: '', E2E_SCREENS: displays.join(' ') },
    stop: () => Promise.all(screens.map((screen) => screen.stop()))
  }
}

/** The build and the Electron, which several suites start; the reasons why not. */
async function prepared({ env }) {
  try {
    await ensureBuilt(env)
    await electronRuntime()
    return []
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    say(message)
    return [`could not begin: ${message}`]
  }
}

async function runVitest(suite, projects, files, { testEnv, folder }) {
  const report = join(folder, `${suite}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const [command, args] = packageProgram('vitest', ['run', ...projects.map((project) => `--project=${project}`), ...reporters, ...files])
  const code = await handOver(command, args, testEnv, projectRoot)
  return { ...vitestCounts(readReport(report), code), leftOut: [] }
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function noTests() {
  process.stdout.write('No test files yet.\n')
  return result({})
}

function result(parts) {
  return { passed: 0, failures: [], skipped: [], secondTries: [], leftOut: [], ...parts }
}

/** Paths from the project's root, with forward slashes. */
function testFiles(folder, { deep = true, pattern = /\.test\.ts$/ } = {}) {
  const path = join(projectRoot, folder)
  if (!existsSync(path)) return []
  const prefix = folder.endsWith('/') ? folder : `${folder}/`
  return readdirSync(path, { recursive: deep })
    .map((name) => prefix + name.replaceAll('\\', '/'))
    .filter((name) => pattern.test(name))
}
