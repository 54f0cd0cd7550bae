import { relative } from 'node:path'
import { projectRoot } from './project-paths.mjs'

/** @typedef {{ passed: number, failures: string[], skipped: string[], secondTries: string[] }} Counts by title, but for those that simply passed */

/**
 * Counts of a vitest JSON report. A file that could not be loaded has no tests and is one failure; so is a run that failed without a failed
 * test (an error outside of tests, a report that is missing).
 * @returns {Counts}
 */
export function vitestCounts(report, exitCode) {
  const files = report?.testResults ?? []
  const tests = files.flatMap((file) =>
    file.assertionResults.map((test) => ({ status: test.status, title: `${shortName(file.name)}: ${test.fullName}` }))
  )
  const brokenFiles = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
  return counts(
    tests.filter(({ status }) => status === 'passed').length,
    [...titles(tests, ['failed']), ...brokenFiles.map((file) => `${shortName(file.name)}: ${firstLine(file.message)}`)],
    titles(tests, ['skipped', 'pending', 'todo', 'disabled']),
    exitCode
  )
}

/**
 * The same of a Playwright JSON report. A test that passed at a second try counts as passed and is named.
 * @returns {Counts}
 */
export function playwrightCounts(report, exitCode) {
  const tests = (report?.suites ?? []).flatMap((suite) => playwrightTests(suite, []))
  return counts(
    tests.filter(({ status }) => status === 'expected' || status === 'flaky').length,
    [...titles(tests, ['unexpected']), ...(report?.errors ?? []).map((error) => firstLine(error.message ?? ''))],
    titles(tests, ['skipped']),
    exitCode,
    titles(tests, ['flaky'])
  )
}

/**
 * Of two runs of one suite.
 * @param {Counts} one
 * @param {Counts} other
 * @returns {Counts}
 */
export function addCounts(one, other) {
  return {
    passed: one.passed + other.passed,
    failures: [...one.failures, ...other.failures],
    skipped: [...one.skipped, ...other.skipped],
    secondTries: [...one.secondTries, ...other.secondTries]
  }
}

function playwrightTests(suite, path) {
  const here = [...path, suite.title]
  return [
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ status: test.status, title: [...here, spec.title].join(': ') }))),
    ...(suite.suites ?? []).flatMap((inner) => playwrightTests(inner, here))
  ]
}

function counts(passed, failures, skipped, exitCode, secondTries = []) {
  const unexplained = exitCode !== 0 && failures.length === 0 ? [`the runner ended with exit code ${exitCode} without a failed test`] : []
  const empty = exitCode === 0 && passed === 0 && skipped.length === 0 ? ['the runner reported no test at all'] : []
  return { passed, failures: [...failures, ...unexplained, ...empty], skipped, secondTries }
}

function titles(tests, statuses) {
  return tests.filter(({ status }) => statuses.includes(status)).map(({ title }) => title)
}

function shortName(file) {
  return relative(projectRoot, file).replaceAll('\\', '/')
}

function firstLine(text) {
  return text.trim().split('\n')[0] ?? ''
}
