import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import type { Advice, AdviserAnswers } from '../../src-main/core/adviser/adviser-views.ts'
import { adviserQuestions } from '../../src-main/core/adviser/adviser-questions.ts'
import { methodTables } from '../../src-main/core/adviser/method-tables.ts'
import { launchApp } from '../support/launch-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { answerQuestion, adviceHeadline, question, recommended } from './steps/method-screen.ts'
import { openScreen } from './steps/open-screen.ts'
import { runCommandLine } from './steps/run-command-line.ts'
import { shareWindow } from './steps/share-window.ts'
import { startOver } from './steps/start-over.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** Which way of signing in fits: questions in the window, and the same answers on the command line. */
const shared = shareWindow()

const cases: readonly (readonly [string, AdviserAnswers, string, string])[] = [
  ['nothing is known', {}, 'SAML', 'SCIM'],
  ['the company password must work everywhere', { 'password-ways': 'company-password' }, 'LDAP', 'LDAP'],
  ['filters at Files.com decide', { 'group-filters': 'at-files-com' }, 'SAML', 'LDAP'],
  [
    'only app registrations can be made',
    { 'entra-rights': 'registrations-only', 'group-names': 'no', leavers: 'by-hand', 'password-ways': 'no', 'mail-upn': 'same' },
    'OAuth',
    'accounts at the first sign-in'
  ]
]

test('every answer counts at once, as on the command line', async () => {
  // The command line is started for each case.
  test.setTimeout(120_000)
  const { window, launched } = shared
  await openScreen(window, 'Method')
  for (const [what, answers, signIn, provisioning] of cases) {
    for (const [id, value] of Object.entries(answers)) await answerQuestion(window, id, value)
    const advice = await adviceOfCommandLine(answers)

    await expect(adviceHeadline(window), what).toHaveText(advice.headline)
    await expect(recommended(window, 'Sign-in').getByRole('heading', { level: 2 }), what).toContainText(signIn)
    await expect(recommended(window, 'Provisioning').getByRole('heading', { level: 2 }), what).toContainText(new RegExp(provisioning, 'i'))
    for (const [subject, { title, because, wouldChange }] of [
      ['Sign-in', advice.signIn],
      ['Provisioning', advice.provisioning]
    ] as const) {
      await expect(recommended(window, subject).getByRole('heading', { level: 2 })).toHaveText(title)
      const why = await window
        .getByRole('list', { name: `${subject}: Why`, exact: true })
        .getByRole('listitem')
        .allInnerTexts()
      expect(why.map((text) => text.replace(/ \((?:your answer|read|documented)\)$/, ''))).toEqual(because.map(({ text }) => text))
      const changes = await window
        .getByRole('list', { name: `${subject}: What would change it` })
        .getByRole('listitem')
        .allInnerTexts()
      expect(changes).toEqual(wouldChange)
    }
    // Taken back, the questions are open again.
    for (const id of Object.keys(answers)) {
      await question(window, id)
        .getByRole('button', { name: /^Take the answer back/ })
        .click()
      await expect(question(window, id)).toContainText('Open')
    }
  }
  await startOver(launched)
})

test('what the site shows answers by itself, named with its source, and can be overruled', async () => {
  const { window, launched } = shared
  await using site = await startSite()
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await openScreen(window, 'Method')
  const advice = await adviceOfCommandLine({}, site)
  await expect(adviceHeadline(window)).toHaveText(advice.headline)

  // each fact once, by whom it is told
  const read = window.getByRole('region', { name: 'What was read' })
  const facts = read.getByRole('list', { name: 'What was read' }).locator('> li')
  await expect(facts).toHaveCount(advice.facts.length)
  expect(await facts.evaluateAll((items) => items.map((item) => (item.firstChild?.textContent ?? '').trim()))).toEqual(
    advice.facts.map(({ text }) => text)
  )
  for (const { from } of advice.facts) await expect(read).toContainText(`(${from})`)
  await expect(read.getByRole('list', { name: 'Not read' })).toHaveCount(0)

  // a question that was read is answered, and stands as read
  const answered = advice.facts.flatMap(({ answers, text }) => (answers === undefined ? [] : [{ ...answers, text }]))
  expect(answered.length).toBeGreaterThan(0)
  for (const { question: id, value, text } of answered) {
    await expect(question(window, id).locator(`input[value="${value}"]`)).toBeChecked()
    await expect(question(window, id)).toContainText('Read')
    await expect(question(window, id)).toContainText(text)
  }

  // what a person says counts more, and is said to
  const [first] = answered
  if (first === undefined) throw new Error('The site answers nothing')
  const other = adviserQuestions.find(({ id }) => id === first.question)?.choices.find(({ value }) => value !== first.value)?.value ?? ''
  await answerQuestion(window, first.question, other)
  await expect(question(window, first.question)).toContainText('Overruled')
  await expect(adviceHeadline(window)).toHaveText((await adviceOfCommandLine({ [first.question]: other }, site)).headline)
  await question(window, first.question)
    .getByRole('button', { name: /^Go by what was read: / })
    .click()
  await expect(adviceHeadline(window)).toHaveText(advice.headline)
  await expect(question(window, first.question)).toContainText('Read')

  expect(site.writes()).toEqual([])
  await startOver(launched)
})

test('the methods stand beside each other, word by word as the command line prints them', async () => {
  const { window } = shared
  await openScreen(window, 'Method')
  await window.getByRole('tab', { name: 'Comparison' }).click()

  const tables = window.getByRole('tabpanel').getByRole('table')
  await expect(tables).toHaveCount(methodTables.length)
  for (const [place, { title, columns, rows, notes }] of methodTables.entries()) {
    const table = tables.nth(place)
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['Subject', ...columns])
    const cells = await table.getByRole('cell').allInnerTexts()
    expect(cells).toEqual(rows.flatMap((row) => row.cells))
    if (notes.length > 0)
      expect(
        await window
          .getByRole('list', { name: `Notes on: ${title}` })
          .getByRole('listitem')
          .allInnerTexts()
      ).toEqual(notes)
  }
  const printed = await runCommandLine(['advise', '--table', '--json'], {})
  expect((JSON.parse(printed.stdout) as { tables: unknown }).tables).toEqual(methodTables)
  await window.getByRole('tab', { name: 'Recommendation' }).click()
})

for (const [button, heading] of [
  ['Set up SAML', 'SAML'],
  ['Set up OAuth', 'OAuth'],
  ['Set up LDAP', 'Set up'],
  ['Provisioning', 'Provisioning']
] as const) {
  test(`one goes on with any of them: ${button}`, async () => {
    const { window } = shared
    await openScreen(window, 'Method')
    await window.getByRole('region', { name: 'Go on with any of them' }).getByRole('button', { name: button, exact: true }).click()
    await expect(window.getByRole('heading', { level: 1, name: heading })).toBeFocused()
  })
}

test('the primary button leads to what is recommended', async () => {
  const { window } = shared
  await openScreen(window, 'Method')
  await answerQuestion(window, 'password-ways', 'company-password')
  await window.getByRole('button', { name: 'Set up LDAP, as recommended' }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'Set up' })).toBeFocused()
  await openScreen(window, 'Method')
  await answerQuestion(window, 'password-ways', 'no')
  await window.getByRole('button', { name: 'Set up SAML, as recommended' }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'SAML' })).toBeFocused()
  await startOver(shared.launched)
})

test('answers survive a restart', async () => {
  await using folder = await temporaryFolder()
  const answers = { 'password-ways': 'keys', 'entra-rights': 'colleague', licence: 'no' }
  const { headline } = await adviceOfCommandLine(answers)
  {
    await using launched = await launchApp({ userDataFolder: folder.path })
    await openScreen(launched.window, 'Method')
    for (const [id, value] of Object.entries(answers)) await answerQuestion(launched.window, id, value)
    await expect(adviceHeadline(launched.window)).toHaveText(headline)
  }
  await using launched = await launchApp({ userDataFolder: folder.path })
  const { window } = launched
  await expect(window.getByRole('heading', { level: 1, name: 'Method' })).toBeVisible()
  await expect(adviceHeadline(window)).toHaveText(headline)
  for (const [id, value] of Object.entries(answers)) await expect(question(window, id).locator(`input[value="${value}"]`)).toBeChecked()
  await expect(question(window, 'leavers')).toContainText('Open')
})

/** What the command line says to the same answers, at a site when there is one. */
async function adviceOfCommandLine(answers: AdviserAnswers, site?: TestSite): Promise<Advice> {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'answers.json')
  await writeFile(path, JSON.stringify(answers))
  const env: Record<string, string> = { ENTRA_SETUP_USER_DATA: folder.path }
  if (site !== undefined) env['FILES_API_KEY'] = site.service.keys.siteAdmin
  const where = site === undefined ? [] : ['--site', site.service.origin]
  const { stdout } = await runCommandLine(['advise', ...where, '--answers', path, '--json'], env)
  return JSON.parse(stdout) as Advice
}
