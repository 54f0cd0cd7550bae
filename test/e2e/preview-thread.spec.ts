import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { startAwkwardTcp } from '../support/awkward-tcp.ts'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { companyLdif, suffix } from '../support/preview-slapd.ts'
import { answerOpenDialog } from './steps/answer-open-dialog.ts'
import { expect } from './steps/expect.ts'
import { fillDirectoryForm } from './steps/fill-directory-form.ts'
import { holdPreviewThread } from './steps/hold-preview-thread.ts'
import { openScreen } from './steps/open-screen.ts'
import { pressPreview, previewHeadline, previewTheSync } from './steps/preview-the-sync.ts'
import { readProblem } from './steps/read-problem.ts'

/** The thread of previews as it was built: it works, and when it dies nobody else does. */

async function chooseLdif({ app, window, userDataFolder }: LaunchedApp, name: string, ldif: string): Promise<void> {
  const path = join(userDataFolder, name)
  await writeFile(path, ldif)
  await answerOpenDialog(app, path)
  await openScreen(window, 'Preview')
  const choose = window.getByRole('button', { name: 'Choose another source' })
  if (await choose.isVisible()) await choose.click()
  await window.getByRole('radio', { name: 'An LDIF file' }).check()
  await window.getByRole('radio', { name: 'OpenLDAP' }).check()
  await window.getByRole('button', { name: /^Choose an(other)? LDIF file$/ }).click()
  await expect(window.getByText(name)).toBeVisible()
}

/** From the Directory screen to a reading that waits for a server that never says a word. */
async function readFromSilence({ window }: LaunchedApp): Promise<Awaited<ReturnType<typeof startAwkwardTcp>>> {
  const server = await startAwkwardTcp({ kind: 'silent' })
  await openScreen(window, 'Directory')
  await fillDirectoryForm(window, { ...server, username: 'cn=reader,dc=corp,dc=example', password: 'never-sent', baseDn: suffix })
  await openScreen(window, 'Preview')
  await pressPreview(window)
  await expect(window.getByRole('heading', { name: /^Reading/ })).toBeFocused()
  await expect.poll(() => server.openCount()).toBeGreaterThan(0)
  return server
}

test('a thread that is ended while it reads is told as a problem, and the next preview has a new one', async () => {
  await using launched = await launchApp()
  const { app, window } = launched
  const thread = await holdPreviewThread(app)
  await using server = await readFromSilence(launched)

  // when the thread ends
  await thread.end()

  // then its connections go with it, and nothing else does
  await expect(previewHeadline(window)).toHaveText('The preview could not be made')
  expect(await readProblem(window.getByRole('main').getByRole('alert'))).toMatchObject({ code: 'preview.broke-off' })
  await server.untilAllClosed()
  await chooseLdif(launched, 'small.ldif', small)
  expect(await previewTheSync(window)).toMatch(/^4 people in the directory/)
  const program = /\/out\/main\/preview-thread\.js$/
  expect(await thread.started()).toEqual([expect.stringMatching(program), expect.stringMatching(program)])

  // and previews that were open in it are gone, which is said
  await thread.end()
  await window.getByRole('textbox', { name: 'Why, or why not' }).fill('anna')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('main').getByRole('alert').filter({ hasText: 'app.result-gone' })).toBeVisible()
  await window.getByRole('button', { name: 'Read again' }).click()
  await expect(previewHeadline(window)).toHaveText(/^4 people in the directory/)
})

test('a directory too large for its memory ends as a problem that says so; the application goes on', async () => {
  await using launched = await launchApp()
  const { app, window } = launched
  const thread = await holdPreviewThread(app)
  await thread.startNext({ mostMemoryMb: 8 })
  await chooseLdif(launched, 'large.ldif', largeLdif())
  await pressPreview(window)

  await expect(previewHeadline(window)).toHaveText('The preview could not be made')
  const problem = await readProblem(window.getByRole('main').getByRole('alert'))
  expect(problem).toMatchObject({
    code: 'preview.broke-off',
    whatHappened: expect.stringContaining('it needed more memory than it may have'),
    whatToDo: expect.stringContaining('close other applications to free memory')
  })
  expect(app.process().exitCode).toBeNull()
  await thread.startNext({})
  await chooseLdif(launched, 'small.ldif', small)
  expect(await previewTheSync(window)).toMatch(/^4 people in the directory/)
})

test('the application closes at once while it reads, and leaves no process and no connection', async () => {
  const launched = await launchApp()
  const child = launched.app.process()
  const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve([child.exitCode])
  await using server = await readFromSilence(launched)

  const startedMs = performance.now()
  await launched[Symbol.asyncDispose]()

  const [code] = (await ended) as [number | null]
  expect(code).toBe(0)
  expect(performance.now() - startedMs).toBeLessThan(10_000)
  await server.untilAllClosed()
  expect(launched.output()).not.toMatch(/Uncaught|Unhandled|TypeError/)
})

const small = `dn: ${suffix}\nobjectClass: dcObject\ndc: corp\n\n${companyLdif.join('\n')}\n`

/** People whose every text is another one, so that there is much to remember. */
function largeLdif(): string {
  const people = Array.from({ length: 20_000 }, (_, index) => {
    const uid = `person-${String(index)}`
    return `dn: uid=${uid},ou=people,${suffix}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\nmail: ${uid}@corp.example\n`
  })
  return `dn: ${suffix}\nobjectClass: dcObject\ndc: corp\n\n${people.join('\n')}\n`
}
