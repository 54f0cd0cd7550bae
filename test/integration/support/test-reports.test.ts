import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { packageProgram, runCommand } from '../../../scripts/run-command.mjs'
import { addCounts, playwrightCounts, vitestCounts } from '../../../scripts/test-reports.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the counts of the test command', () => {
  it('counts passed and failed tests of vitest, names the skipped, and counts a file that does not load', async () => {
    await using folder = await temporaryFolder()
    await writeFile(
      join(folder.path, 'mixed.test.js'),
      "test('good', () => {}); test('bad', () => { throw new Error('no') }); test.skip('later', () => {}); test.todo('some day')"
    )
    await writeFile(join(folder.path, 'broken.test.js'), "import './nowhere.js'; test('never', () => {})")

    const { report, code } = await vitestReport(folder.path)

    expect(stripped(vitestCounts(report, code), folder.path)).toEqual({
      passed: 1,
      failures: ['mixed.test.js: bad', expect.stringMatching(/^broken\.test\.js: .*nowhere/)],
      skipped: ['mixed.test.js: later', 'mixed.test.js: some day'],
      secondTries: []
    })
  })

  it('calls a run failed whose tests pass but whose runner does not', async () => {
    await using folder = await temporaryFolder()
    await writeFile(
      join(folder.path, 'leak.test.js'),
      "test('good', () => { setTimeout(() => { throw new Error('late') }); return new Promise((done) => setTimeout(done, 50)) })"
    )

    const { report, code } = await vitestReport(folder.path)

    expect(vitestCounts(report, code)).toEqual({
      passed: 1,
      failures: ['the runner ended with exit code 1 without a failed test'],
      skipped: [],
      secondTries: []
    })
  })

  it.each([
    ['vitest', vitestCounts],
    ['Playwright', playwrightCounts]
  ])('calls a run of %s failed that left no report', (_, counts) => {
    expect([counts(undefined, 1), counts(undefined, 0)]).toEqual([
      { passed: 0, failures: ['the runner ended with exit code 1 without a failed test'], skipped: [], secondTries: [] },
      { passed: 0, failures: ['the runner reported no test at all'], skipped: [], secondTries: [] }
    ])
  })

  it('counts the tests of Playwright through its nested groups, and names those that needed a second try', async () => {
    await using folder = await temporaryFolder()
    const playwrightTest = JSON.stringify(join(projectRoot, 'node_modules', '@playwright', 'test', 'index.mjs'))
    await writeFile(
      join(folder.path, 'mixed.test.mjs'),
      `import { test } from ${playwrightTest}; test.describe('group', () => { test('good', () => {}); test('bad', () => { throw new Error('no') }) }); test.skip('later', () => {}); test.describe('patient', () => { test.describe.configure({ retries: 1 }); test('in the end', () => { if (test.info().retry === 0) throw new Error('not yet') }) })`
    )
    await writeFile(join(folder.path, 'playwright.config.mjs'), "export default { reporter: 'json' }")

    const { code, stdout } = await runCommand(...packageProgram('@playwright/test', ['test'], 'playwright'), { cwd: folder.path })

    expect(playwrightCounts(JSON.parse(stdout), code)).toEqual({
      passed: 2,
      failures: ['mixed.test.mjs: group: bad'],
      skipped: ['mixed.test.mjs: later'],
      secondTries: ['mixed.test.mjs: patient: in the end']
    })
  })

  it('adds two runs of one suite up', () => {
    const counts = (title: string) => ({
      passed: 2,
      failures: [`${title}: bad`],
      skipped: [`${title}: later`],
      secondTries: [`${title}: slow`]
    })

    expect(addCounts(counts('one'), counts('other'))).toEqual({
      passed: 4,
      failures: ['one: bad', 'other: bad'],
      skipped: ['one: later', 'other: later'],
      secondTries: ['one: slow', 'other: slow']
    })
  })
})

async function vitestReport(root: string): Promise<{ report: unknown; code: number }> {
  const file = join(root, 'report.json')
  const { code } = await runCommand(
    ...packageProgram('vitest', ['run', '--root', root, '--globals', '--reporter=json', `--outputFile=${file}`])
  )
  return { report: JSON.parse(await readFile(file, 'utf8')), code }
}

function stripped(counts: ReturnType<typeof vitestCounts>, folder: string): ReturnType<typeof vitestCounts> {
  const strip = (title: string): string =>
    title.slice(title.indexOf(`${folder.slice(folder.lastIndexOf('/') + 1)}/`)).replace(/^[^/]*\//, '')
  return { ...counts, failures: counts.failures.map(strip), skipped: counts.skipped.map(strip) }
}
