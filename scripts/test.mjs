// npm test: everything that can be tested here, in one run. `npm test -- unit lint` runs only those suites.
// The last line of standard output is `N passed, N failed` over all suites; with CI=true what was skipped or left out counts as failed.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { canInstallPackages, installPackages, missingPackages } from './debian-packages.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { userCacheFolder } from './project-paths.mjs'
import { say } from './run-command.mjs'
import { suites } from './test-suites.mjs'

const badUsage = 2
const interruptedExitCode = 130
const isCi = ['true', '1'].includes((process.env['CI'] ?? '').toLowerCase())

process.exitCode = await test(process.argv.slice(2))

async function test(names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.names.includes(name)))
  if (unknown.length > 0) {
    say(`There is no suite ${unknown.join(', ')}; there are: ${[...new Set(suites.flatMap((suite) => suite.names))].join(', ')}`)
    return badUsage
  }
  const chosen = suites.filter((suite) => names.length === 0 || suite.names.some((name) => names.includes(name)))
  const results = await runSuites(chosen)
  return results === undefined ? interruptedExitCode : summarize(results)
}

/** The results, or undefined when the run was interrupted. */
async function runSuites(chosen) {
  let isInterrupted = false
  const interrupt = () => (isInterrupted = true)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt)
  const folder = mkdtempSync(join(tmpdir(), 'entra-setup-run-'))
  try {
    const env = await ensureInstalled()
    await installMissingPackages(chosen)
    const context = { env, testEnv: testEnvironment(env, folder), folder }
    const results = await runInLanes(chosen, context, () => isInterrupted)
    return isInterrupted ? undefined : results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One after the other; what runs aside beside the rest, but never beside the last suite, which measures. The results in the order of the suites. */
async function runInLanes(chosen, context, isInterrupted) {
  const results = new Map()
  const lane = async (suites) => {
    for (const suite of suites) if (!isInterrupted()) results.set(suite, await runSuite(suite, context))
  }
  const measures = chosen.filter((suite) => suite === suites.at(-1))
  const rest = chosen.filter((suite) => !measures.includes(suite))
  if (availableParallelism() === 1) await lane(rest)
  else await Promise.all([lane(rest.filter(({ runsAside }) => runsAside)), lane(rest.filter(({ runsAside }) => !runsAside))])
  await lane(measures)
  return chosen.flatMap((suite) => results.get(suite) ?? [])
}

async function runSuite(suite, context) {
  const [name] = suite.names
  if (!suite.runsAside) process.stdout.write(`\n== ${name}\n`)
  const startedAt = performance.now()
  const { output = '', ...result } = await suite.run(context)
  const seconds = (performance.now() - startedAt) / 1000
  // In one piece: another suite may be writing.
  if (suite.runsAside) process.stdout.write(`\n== ${name}\n${output}`)
  return { name, seconds, ...result }
}

async function installMissingPackages(chosen) {
  if (!canInstallPackages()) return
  const missing = await missingPackages(chosen.flatMap((suite) => suite.debianPackages))
  if (missing.length > 0) await installPackages(missing)
}

// A home of its own: a test never sees nor touches the settings of whoever runs it, and a read-only HOME does not matter.
function testEnvironment(env, folder) {
  const isUsers = (name) => /^(XDG_.*_HOME|ENTRA_SETUP_(?!ELECTRON$).*|ELECTRON_RUN_AS_NODE)$/.test(name)
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !isUsers(name)))
  return { ...kept, HOME: folder, ENTRA_SETUP_CACHE: userCacheFolder() }
}

function summarize(results) {
  const sum = (count) => results.reduce((total, result) => total + count(result), 0)
  const leftOut = results.flatMap((result) => result.leftOut)
  const skipped = results.flatMap((result) => result.skipped.map((title) => `${result.name}: ${title}`))
  const secondTries = results.flatMap((result) => result.secondTries.map((title) => `${result.name}: ${title}`))
  const failures = results.flatMap((result) => result.failures.map((title) => `${result.name}: ${title}`))
  const lines = [
    '',
    ...results.map(
      ({ name, seconds, passed, failures: { length } }) =>
        `${name.padEnd(12)} ${String(passed).padStart(5)} passed ${String(length).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`
    ),
    ...failures.map((title) => `Failed: ${title}`),
    ...secondTries.map((title) => `Passed at the second try: ${title}`),
    ...skipped.map((title) => `Skipped: ${title}`),
    ...leftOut.map(({ what, because, remedy }) => `Left out: ${what}, because ${because}. ${remedy}`)
  ]
  const passed = sum((result) => result.passed)
  const failed = failures.length + (isCi ? skipped.length + leftOut.length : 0)
  process.stdout.write(`${lines.join('\n')}\n\n${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}
