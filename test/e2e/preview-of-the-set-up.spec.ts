import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import type { z } from 'zod'
import { profileText } from '../../src-main/adapters/profile/profile-text.ts'
import { practiceProfile } from '../../src-main/cli/practice-profile.ts'
import { previewDocumentSchema } from '../../src-main/contract/preview-document-schema.ts'
import { reasonWords, warningWords } from '../../src-main/core/preview/code-words.ts'
import { outcomeText } from '../../src-main/core/preview/export/outcome-text.ts'
import { outcomes, reasonCodes, warningCodes } from '../../src-main/core/preview/preview-codes.ts'
import { usualSafetyLimits } from '../../src-main/core/profile/profile.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { importProfile } from './steps/import-profile.ts'
import { openScreen } from './steps/open-screen.ts'
import { pageHolds } from './steps/page-holds.ts'
import { firstInColumn, peopleGrid, personPanel, rowsInGrid } from './steps/people-grid.ts'
import { outcomeTile, previewHeadline, previewTab, previewTheSync } from './steps/preview-the-sync.ts'
import { readCsv } from './steps/read-csv.ts'
import { runBuiltCommandLine } from './steps/run-built-command-line.ts'
import { shareWindow } from './steps/share-window.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** What the set-up of a site would do: every number in the window is the one that the command line of the same build gives. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
const safety = { ...usualSafetyLimits, mostDisabled: 2, mustBeFound: ['nobody.at.all@practice.example'] }
let site: TestSite
let profile = ''
let told: z.output<typeof previewDocumentSchema>

test.beforeAll(async () => {
  // People of the site are managed by its own LDAP sync, and three of them have left.
  site = await startSite({ strategies: 'none' })
  const { window, launched } = shared
  profile = join(launched.userDataFolder, 'wanted.json')
  await writeFile(profile, profileText({ ...practiceProfile(site.directory, site.service.origin), safety }))
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await importProfile(window, site, { safety })
})
test.afterAll(() => site[Symbol.asyncDispose]())

async function commandLine(args: readonly string[]): Promise<string> {
  const { stdout } = await runBuiltCommandLine([...args, '--profile', profile, '--json'], {
    ENTRA_SETUP_USER_DATA: join(shared.launched.userDataFolder, 'of-the-command-line'),
    ENTRA_SETUP_LDAP_PASSWORD: site.directory.password,
    FILES_API_KEY: site.service.keys.siteAdmin
  })
  return stdout
}

/** The preview of the command line, by the profile's rules or by others. */
async function toldByCommandLine(...rules: readonly string[]): Promise<typeof told> {
  return previewDocumentSchema.parse(JSON.parse(await commandLine(['preview', '--no-keep', ...rules])))
}

/** Everything that the result shows as a number. */
async function expectNumbersOf({ headline, summary, rows }: typeof told): Promise<void> {
  const { window } = shared
  await expect(previewHeadline(window)).toHaveText(headline)
  for (const outcome of outcomes)
    await expect(outcomeTile(window, outcome)).toHaveText(new RegExp(`^\\s*${String(summary.counts[outcome])}\\s*${outcomeText[outcome]}`))
  await expect(previewTab(window, 'People')).toHaveText(new RegExp(`^People\\s*${String(rows.length)}$`))
  await expect(previewTab(window, 'Groups')).toHaveText(new RegExp(`^Groups\\s*${String(summary.groups.total)}$`))
  await expect(previewTab(window, 'Assumptions')).toHaveText(new RegExp(`^Assumptions\\s*${String(summary.assumptions.length)}$`))
  await expect(
    window.getByText(
      `${String(summary.people)} people and ${String(summary.groups.total)} groups from ${site.directory.host}, compared with ${String(summary.users)} users of ${site.host}`
    )
  ).toBeVisible()
  expect(await rowsInGrid(window)).toBe(rows.length)
}

const chips = (legend: string) => shared.window.getByRole('group', { name: legend, exact: true }).getByRole('button')

test('a preview of the set-up gives the numbers of the command line', async () => {
  const { window } = shared
  await window.getByRole('main').getByRole('button', { name: 'Preview the sync' }).click()
  await expect(window.getByRole('radio', { name: 'The directory of the set-up' })).toBeChecked()
  await expect(window.getByRole('radio', { name: /^The users of / })).toBeChecked()
  await window.getByRole('textbox', { name: 'Password of the service account' }).fill(site.directory.password)
  const [, document] = await Promise.all([previewTheSync(window), toldByCommandLine()])
  told = document

  await expectNumbersOf(told)
  expect(told.summary.counts.create).toBeGreaterThan(100)
  expect(told.summary.counts.disable).toBeGreaterThan(2)
})

test('so do its reasons and warnings', async () => {
  const { window } = shared
  const { reasons, warnings } = told.summary
  await window.getByRole('button', { name: 'Reasons and warnings' }).click()

  const seen = async (legend: string): Promise<readonly string[]> =>
    (await chips(legend).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))
  expect(await seen('Reasons')).toEqual(
    reasonCodes.flatMap((code) => (reasons[code] === undefined ? [] : [`${reasonWords[code]} ${String(reasons[code])}`]))
  )
  expect(await seen('Warnings')).toEqual(
    warningCodes.flatMap((code) => (warnings[code] === undefined ? [] : [`${warningWords[code]} ${String(warnings[code])}`]))
  )
  for (const code of Object.keys(warnings)) {
    const chip = chips('Warnings').filter({ hasText: warningWords[code as keyof typeof warningWords] })
    await chip.click()
    await expect.poll(() => rowsInGrid(window), code).toBe(warnings[code as keyof typeof warningWords])
    await chip.click()
  }
  await window.getByRole('button', { name: 'Reasons and warnings' }).click()
})

test('and its verdict on safety', async () => {
  const { window } = shared
  const { safety: verdict } = told.summary
  if (verdict.kind !== 'unsafe') throw new TypeError('It would be safe')
  const panel = window.getByRole('region', { name: 'Safety' })

  await expect(panel).toContainText(`Not safe: ${String(verdict.reasons.length)} reasons. A plan would be stopped.`)
  expect(verdict.reasons.map(({ problem }) => problem.code)).toEqual(expect.arrayContaining(['plan.safety.must-be-found']))
  for (const { problem, canBeOverridden } of verdict.reasons) {
    const reason = panel.getByRole('group').filter({ hasText: problem.cause })
    await expect(reason).toContainText(problem.title)
    await expect(reason.getByText('No plan can override this.')).toHaveCount(canBeOverridden ? 0 : 1)
  }
})

test('a tile shows only its people, and what is saved is what is shown', async () => {
  const { app, window, launched } = shared
  const { counts } = told.summary
  for (const outcome of ['left-out', 'create'] as const) {
    await outcomeTile(window, outcome).click()
    await expect.poll(() => rowsInGrid(window), outcome).toBe(counts[outcome])
    await expect.poll(async () => new Set(await firstInColumn(window, 'Outcome', 3))).toEqual(new Set([outcomeText[outcome]]))
    // Two of them are shown together.
    await outcomeTile(window, 'disable').click()
    await expect.poll(() => rowsInGrid(window), outcome).toBe(counts[outcome] + counts.disable)
    await outcomeTile(window, outcome).click()
    await outcomeTile(window, 'disable').click()
  }
  await outcomeTile(window, 'disable').click()
  await expect.poll(() => rowsInGrid(window)).toBe(counts.disable)

  const path = join(launched.userDataFolder, 'disabled.csv')
  await answerSaveDialog(app, path)
  await window.getByRole('button', { name: `Save ${String(counts.disable)} rows as CSV` }).click()
  await expect(window.getByText(/^Saved \d+ rows to/)).toBeVisible()

  const [headings = [], ...lines] = readCsv(await readFile(path, 'utf8'))
  const cell = (line: readonly string[], heading: string): string => line[headings.indexOf(heading)] ?? ''
  const expected = told.rows.filter(({ outcome }) => outcome === 'disable')
  expect(
    lines.map((line) => [
      cell(line, 'outcome'),
      cell(line, 'username'),
      cell(line, 'mail'),
      cell(line, 'reason'),
      cell(line, 'groups_lost')
    ])
  ).toEqual(expected.map(({ outcome, username, mail, reason, groupsLost }) => [outcome, username, mail, reason, groupsLost.join('\n')]))
  await window.getByRole('button', { name: 'Clear all filters' }).click()
})

test('all rows saved as JSON are the rows of the command line; as HTML they can be read', async () => {
  const { app, window, launched } = shared
  const file = (format: string): string => join(launched.userDataFolder, `all.${format}`)
  for (const format of ['json', 'html']) {
    await answerSaveDialog(app, file(format))
    await window.getByRole('button', { name: `Save ${String(told.rows.length)} rows as ${format.toUpperCase()}` }).click()
    await expect(window.getByText(new RegExp(`^Saved ${String(told.rows.length)} rows to .*all.${format}`))).toBeVisible()
  }

  const saved = JSON.parse(await readFile(file('json'), 'utf8')) as Pick<typeof told, 'summary' | 'rows'>
  expect(byName(saved.rows)).toEqual(byName(told.rows))
  expect(saved.summary).toEqual(told.summary)
  const page = await readFile(file('html'), 'utf8')
  expect(page.match(/<tr/g)?.length).toBeGreaterThan(told.rows.length)
  expect(page).toContain('anna.smith@practice.example')
})

/** In which order people come is the directory’s affair, and may differ between two readings by several connections: so may a row’s number. */
function byName(rows: typeof told.rows): readonly Omit<(typeof told.rows)[number], 'row'>[] {
  return rows
    .toSorted((one, other) => (`${one.dn} ${one.username}` < `${other.dn} ${other.username}` ? -1 : 1))
    .map(({ row: _number, ...rest }) => rest)
}

test('a search narrows the table while one types, and a sort puts it in order', async () => {
  const { window } = shared
  const word = 'boston'
  const fits = told.rows.filter(({ username, name, mail, reasonText, dn }) =>
    [username, name, mail, reasonText, dn].some((text) => text.toLowerCase().includes(word))
  )
  await window.keyboard.press('/')
  await expect(window.getByRole('searchbox', { name: 'Search people' })).toBeFocused()
  await window.keyboard.type(word)
  await expect(window.getByText(`${String(fits.length)} of ${String(told.rows.length)} people`)).toBeVisible()
  expect(fits.length).toBeGreaterThan(0)
  await window.keyboard.press('Escape')
  await expect.poll(() => rowsInGrid(window)).toBe(told.rows.length)

  const head = peopleGrid(window).getByRole('columnheader', { name: /^Mail/ })
  await head.getByRole('button').click()
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  const mails = await expect
    .poll(() => firstInColumn(window, 'Mail', 6))
    .not.toContain('')
    .then(() => firstInColumn(window, 'Mail', 6))
  expect(mails).toEqual(mails.toSorted((one, other) => other.toLowerCase().localeCompare(one.toLowerCase(), 'en')))
  await head.getByRole('button').click()
})

test('a row opens with every step that decided, in the words of the command line', async () => {
  const { window } = shared
  const explained = JSON.parse(await commandLine(['explain', 'anna.smith@practice.example'])) as {
    readonly sentence: string
    readonly trace: { readonly steps: readonly { readonly rule: string; readonly sentence: string }[] }
  }
  await window.getByRole('searchbox', { name: 'Search people' }).fill('anna.smith')
  await peopleGrid(window).getByRole('rowheader', { name: 'anna.smith@practice.example' }).click()
  const panel = personPanel(window)

  await expect(panel.getByRole('heading', { name: 'anna.smith@practice.example' })).toBeVisible()
  await expect(panel).toContainText(explained.sentence)
  expect(explained.trace.steps.length).toBeGreaterThan(3)
  const steps = panel.getByRole('region', { name: 'How this comes about' }).locator('ol > li')
  await expect(steps).toHaveCount(explained.trace.steps.length)
  for (const [place, { rule, sentence }] of explained.trace.steps.entries()) {
    await expect(steps.nth(place)).toContainText(rule)
    await expect(steps.nth(place)).toContainText(sentence)
  }
  await panel.getByRole('button', { name: 'Close the side panel' }).click()
  await expect(panel).toHaveCount(0)
  await window.getByRole('searchbox', { name: 'Search people' }).fill('')
})

test('whoever is not there is said not to be, with the names that are nearest', async () => {
  const { window } = shared
  const ask = window.getByRole('textbox', { name: 'Why, or why not' })
  await ask.fill('anna.smyth@practice.example')
  await ask.press('Enter')
  await window.getByRole('button', { name: /^anna\.smith@practice\.example/ }).click()

  await expect(personPanel(window).getByRole('heading', { name: 'anna.smith@practice.example' })).toBeVisible()
  await window.getByRole('button', { name: 'Close the side panel' }).click()
  await window.getByRole('button', { name: 'Close this answer' }).click()
})

test('groups have the same sums, and show who is in them', async () => {
  const { window } = shared
  const { groups } = told.summary
  await previewTab(window, 'Groups').click()
  const lines = window.getByRole('region', { name: 'Groups', exact: true }).locator('tbody tr')
  await expect(lines).toHaveCount(groups.total)
  const cells = await lines.evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('.number')].map((cell) => Number(cell.textContent.replaceAll(',', ''))))
  )
  const sum = (place: number): number => cells.reduce((total, numbers) => total + (numbers[place] ?? 0), 0)
  expect([sum(1), sum(2)]).toEqual([groups.gainedMembers, groups.lostMembers])
  await expect(window.getByRole('button', { name: `New ${String(groups.created)}`, exact: true })).toBeVisible()

  await window.getByRole('button', { name: /^Show who is in Sales/ }).click()
  await expect(previewTab(window, 'People')).toBeFocused()
  await expect.poll(() => rowsInGrid(window)).toBeLessThan(told.rows.length)
  expect(await rowsInGrid(window)).toBeGreaterThan(5)
  await window.getByRole('button', { name: 'Clear all filters' }).click()
})

test('other filters are counted while one types; applied, they too give the numbers of the command line', async () => {
  const { window } = shared
  const others = await toldByCommandLine('--required-groups', 'Sales, Nobody*', '--exclude-groups', 'Domain*')
  await window.getByRole('button', { name: /^Filters/ }).click()
  await window.getByRole('textbox', { name: 'Only provision users in these groups' }).fill('Sales, Nobody*')
  await window.getByRole('textbox', { name: 'Exclude these groups' }).fill('Domain*')
  const { required, excluded } = others.filters
  await expect(window.getByText(`${String(required.groups)} group, ${String(required.people)} people in them`)).toBeVisible()
  await expect(window.getByText(`${String(excluded.groups)} groups, ${String(excluded.people)} people in them`)).toBeVisible()
  await expect(window.getByRole('list', { name: /^What matches: Only provision users/ })).toContainText(/Nobody\*\s*matches no group/)
  await window.getByRole('button', { name: 'Apply these filters' }).click()

  await expectNumbersOf(others)
  expect(others.headline).not.toBe(told.headline)
  await expect(window.getByText('These rules are not saved in the set-up yet.')).toBeVisible()
  await window.getByRole('button', { name: 'Use the rules of the set-up' }).click()
  await expectNumbersOf(told)
})

test('nothing was written to the site, and no secret is in the page or in a file', async () => {
  const { window, launched } = shared
  expect(site.writes()).toEqual([])
  expect(await pageHolds(window, site.directory.password)).toBe(false)
  expect(await filesWith(launched.userDataFolder, [site.directory.password, ...site.keys])).toEqual([])
})

test('leaving the screen and coming back loses nothing', async () => {
  const { window } = shared
  await outcomeTile(window, 'disable').click()
  await openScreen(window, 'Home')
  await openScreen(window, 'Preview')

  await expect(outcomeTile(window, 'disable')).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => rowsInGrid(window)).toBe(told.summary.counts.disable)
})
