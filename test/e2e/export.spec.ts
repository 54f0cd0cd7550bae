import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { checkDocumentSchema } from '../../src-main/contract/check-document-schema.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../src-main/practice/start-practice-directory.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { checkTheDirectory } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { fillDirectoryForm } from './steps/fill-directory-form.ts'
import { openScreen } from './steps/open-screen.ts'
import { emptyClipboard, readClipboard } from './steps/read-clipboard.ts'
import { rung } from './steps/rung.ts'
import { shareWindow } from './steps/share-window.ts'

/** Reports leave this computer: into tickets, mails and chats. Neither a password nor a person's name may go with them. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let directory: PracticeDirectory

test.beforeAll(async () => {
  folder = await temporaryFolder()
  directory = await startPracticeDirectory({ flavour: 'openldap', faults: ['size-limit'] })
})
test.afterAll(async () => {
  await directory.close()
  await folder[Symbol.asyncDispose]()
})

const CODE = 'ldap.users.size-limit'
/** What the evidence on the screen says about people. */
const people = ['anna.smith@practice.example', 'Séan O', 'jogi.weiss']

test('a finished check shows people and is offered for export', async () => {
  const { window } = shared
  await openScreen(window, 'Directory')
  await fillDirectoryForm(window, { ...directory, port: directory.ldapsPort })
  await checkTheDirectory(window)

  const failed = rung(window, 'People are found, all of them')
  for (const person of people) await expect(failed).toContainText(person)
})

test('a dialog that is closed without a choice writes nothing and says nothing', async () => {
  const { app, window } = shared
  await answerSaveDialog(app, undefined)
  await window.getByRole('button', { name: 'Save report (HTML)' }).click()
  await window.getByRole('button', { name: 'Save report (JSON)' }).click()

  await expect(window.getByRole('button', { name: 'Save report (JSON)' })).toBeEnabled()
  await expect(window.getByText(/^Saved to/)).toHaveCount(0)
  await expect(window.getByRole('main').getByRole('alert').filter({ hasText: 'What happened' })).toHaveCount(0)
  expect(await readdir(folder.path)).toEqual([])
})

test('the HTML report is one page by itself, with the codes and without secrets', async () => {
  const html = await save('HTML', 'report.html')

  expect(html).toMatch(/^<!doctype html>/i)
  expect(html).toContain(CODE)
  expect(html).not.toMatch(/<script|src=|href="http/i)
  expectNothingSecret(html)
})

test('the JSON report fits its schema, with the codes and without secrets', async () => {
  const json = await save('JSON', 'report.json')

  const document = checkDocumentSchema.parse(JSON.parse(json))
  expect(document.summary.outcome).toBe('failed')
  expect(document.checks.flatMap(({ problem }) => (problem === undefined ? [] : [problem.code]))).toContain(CODE)
  expect(document.checks.flatMap(({ evidence }) => evidence).filter(({ personal }) => personal === true).length).toBeGreaterThan(0)
  expectNothingSecret(json)
})

test('the copied text says the same', async () => {
  const { app, window } = shared
  await emptyClipboard(app)
  await window.getByRole('button', { name: 'Copy as text' }).click()

  await expect(window.getByText(/^Report copied/)).toBeVisible()
  const text = await readClipboard(app)
  expect(text).toContain(CODE)
  expect(text).toContain('to fix')
  expectNothingSecret(text)
})

test('the details of one rung, copied for a ticket, leave people out as well', async () => {
  const { app, window } = shared
  await emptyClipboard(app)
  await rung(window, 'People are found, all of them').getByRole('button', { name: 'Copy details' }).click()

  await expect.poll(() => readClipboard(app)).toContain(CODE)
  expectNothingSecret(await readClipboard(app))
})

test('a place that cannot be written to is said, with the reason', async () => {
  const { app, window } = shared
  await answerSaveDialog(app, join(folder.path, 'no-such-folder', 'report.html'))
  await window.getByRole('button', { name: 'Save report (HTML)' }).click()

  await expect(window.getByRole('alert').filter({ hasText: 'What happened' })).toContainText('no-such-folder')
  await expect(window.getByText(/^Saved to/)).toHaveCount(0)
})

async function save(format: 'HTML' | 'JSON', name: string): Promise<string> {
  const { app, window } = shared
  const path = join(folder.path, name)
  await answerSaveDialog(app, path)
  await window.getByRole('button', { name: `Save report (${format})` }).click()
  await expect(window.getByText(`Saved to ${path}`)).toBeVisible()
  return readFile(path, 'utf8')
}

function expectNothingSecret(text: string): void {
  for (const secret of [directory.password, ...people]) expect(text).not.toContain(secret)
}
