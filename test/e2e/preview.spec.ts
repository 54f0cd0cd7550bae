import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { companyLdif, managedUser, personLdif, suffix } from '../support/preview-slapd.ts'
import { type SlapdServer, startSlapd } from '../support/slapd.ts'
import { answerOpenDialog } from './steps/answer-open-dialog.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { expect } from './steps/expect.ts'
import { fillDirectoryForm } from './steps/fill-directory-form.ts'
import { openScreen } from './steps/open-screen.ts'
import { shareWindow } from './steps/share-window.ts'

/** A preview of a real OpenLDAP server against a list of users, as a person goes through it. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
let slapd: SlapdServer

test.beforeAll(async () => {
  const authority = await makeAuthority({ commonName: 'Corp CA' })
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'] })
  slapd = await startSlapd({ suffix, ldif: companyLdif, certificate })
  const { window, app, launched } = shared
  const users = join(launched.userDataFolder, 'users.json')
  await writeFile(
    users,
    JSON.stringify([managedUser(1, 'anna'), managedUser(2, 'ben', { email: 'old@corp.example' }), managedUser(3, 'gone')])
  )
  await answerOpenDialog(app, users)
  await openScreen(window, 'Directory')
  await fillDirectoryForm(window, {
    host: slapd.host,
    port: slapd.ldapsPort ?? 0,
    username: slapd.readerDn,
    password: slapd.readerPassword,
    baseDn: suffix,
    usernameField: 'uid',
    caPem: authority.certificatePem
  })
})
test.afterAll(() => slapd.stop())

const tile = (name: string) => shared.window.getByRole('group', { name: /What would become of people/ }).getByRole('button', { name })
const headline = () => shared.window.locator('#preview-heading')

test('people come from the Directory screen, users from a file, and the result has the focus', async () => {
  const { window } = shared
  await openScreen(window, 'Preview')
  await window.getByRole('radio', { name: 'A JSON file of users' }).check()
  await window.getByRole('button', { name: 'Choose a JSON file' }).click()
  await expect(window.getByText('users.json')).toBeVisible()
  await window.getByRole('main').getByRole('button', { name: 'Preview the sync' }).click()

  await expect(headline()).toContainText('4 people in the directory')
  await expect(headline()).toBeFocused()
  await expect(tile('Comes')).toContainText('2')
  await expect(tile('Disabled')).toContainText('1')
  await expect(window.getByText('kept on this computer for comparison')).toBeVisible()
})

test('groups are counted while one types, and every number follows when they are applied', async () => {
  const { window } = shared
  await window.getByRole('button', { name: /^Filters/ }).click()
  await window.getByRole('textbox', { name: 'Only provision users in these groups' }).fill('staff, Nobody')
  await expect(window.getByText('1 group, 2 people in them')).toBeVisible()
  await expect(window.getByText('matches no group')).toBeVisible()
  await window.getByRole('button', { name: 'Apply these filters' }).click()

  await expect(tile('Comes')).toContainText('0')
  await expect(tile('Left out')).toContainText('2')
  await window.getByRole('button', { name: 'Use the rules of before' }).click()
  await expect(tile('Comes')).toContainText('2')
})

test('why somebody is treated so is one question away', async () => {
  const { window } = shared
  await window.getByRole('textbox', { name: 'Why, or why not' }).fill('gone')
  await window.keyboard.press('Enter')

  await expect(window.getByText('gone would be disabled. Nobody of this user name is in the directory.').first()).toBeVisible()
})

test('an edit in the directory is found by comparing with the run before', async () => {
  const { window } = shared
  await slapd.add(personLdif('erik'))
  await window.getByRole('button', { name: 'Read again' }).click()
  await expect(headline()).toContainText('5 people in the directory')
  await window.getByRole('tab', { name: 'Compare' }).click()

  await expect(window.getByRole('row', { name: /erik/ })).toContainText('Is new in the directory.')
})

test('the rows that are shown are saved, for their owner only', async () => {
  const { app, window, launched } = shared
  const path = join(launched.userDataFolder, 'preview.csv')
  await answerSaveDialog(app, path)
  await tile('Disabled').click()
  await window.getByRole('button', { name: 'Save 1 row as CSV' }).click()

  await expect(window.getByText('Saved 1 row to')).toBeVisible()
  expect(await readFile(path, 'utf8')).toContain('gone')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('the server saw nobody write but this test', () => {
  expect(slapd.log()).toMatch(/ ADD dn="uid=erik/)
  expect(slapd.log()).not.toMatch(/ (ADD|MOD|MODRDN|DEL) dn=(?!"uid=erik)/)
})

test('what was read before can be looked at when the directory is gone', async () => {
  const { window } = shared
  await slapd.stop()
  await window.getByRole('button', { name: 'Read again' }).click()
  await expect(window.getByText('What was read before stays below')).toBeVisible()
  await expect(headline()).toBeFocused()

  await window.getByRole('button', { name: 'Choose another source' }).click()
  await window.getByRole('radio', { name: 'An earlier preview' }).check()
  await window.getByRole('main').getByRole('button', { name: 'Preview the sync' }).click()

  await expect(headline()).toContainText('5 people in the directory')
  await expect(window.getByText(/then read (just now|1 minute ago)/)).toBeVisible()
})
