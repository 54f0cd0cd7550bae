import { test } from '@playwright/test'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { smallCompany } from '../integration/ladder/people.ts'
import { bindsIn } from '../integration/ladder/slapd-log.ts'
import { type SlapdServer, startSlapd } from '../support/slapd.ts'
import { summary, untilChecked } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { chooseCaFile } from './steps/fill-directory-form.ts'
import { railButton } from './steps/open-screen.ts'
import { readProblem } from './steps/read-problem.ts'
import { line, rung } from './steps/rung.ts'
import { shareWindow } from './steps/share-window.ts'
import { tabTo } from './steps/tab-to.ts'
import { typeInto } from './steps/type-into.ts'

/** A form filled by the keyboard alone, against a real OpenLDAP server by LDAPS. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
let caPem = ''
let slapd: SlapdServer

test.beforeAll(async () => {
  const authority = await makeAuthority({ commonName: 'Corp CA' })
  caPem = authority.certificatePem
  slapd = await startSlapd({ ldif: smallCompany(), certificate: await issueCertificate(authority, { names: ['127.0.0.1'] }) })
})
test.afterAll(() => slapd.stop())

const box = (name: string) => shared.window.getByRole('textbox', { name, exact: true })

test('the form is reached and filled by the keyboard', async () => {
  const { window } = shared
  await tabTo(window, railButton(window, 'Directory'))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { level: 1, name: 'Directory' })).toBeFocused()

  await typeInto(window, box('Host'), slapd.host)
  await typeInto(window, box('Port'), '389')
  await typeInto(window, box('User name'), 'reader')
  await typeInto(window, box('Password'), 'not-the-password')

  await expect(window.getByRole('radio', { name: /^LDAPS/ })).toBeChecked()
})

test('advice and errors stand at their fields, for eyes and for screen readers', async () => {
  const { window } = shared
  // Advice comes with leaving a box, and keeps nobody from going on.
  await expect(box('Port')).toHaveAccessibleDescription(/^Port 389 speaks plain LDAP/)
  await expect(box('Port')).not.toHaveAttribute('aria-invalid')
  await tabTo(window, window.getByRole('combobox', { name: 'Server type' }), 'Shift+Tab')
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('ArrowDown')
  await expect(window.getByRole('combobox', { name: 'Server type' })).toHaveValue('openldap')
  await expect(box('User name')).toHaveAccessibleDescription(/full distinguished name/)

  // Pressed too early, the button leads to the field that is missing, and sends nothing.
  await tabTo(window, window.getByRole('button', { name: 'Check the directory' }), 'Shift+Tab')
  await window.keyboard.press('Space')
  await expect(box('Base DN')).toBeFocused()
  await expect(box('Base DN')).toHaveAttribute('aria-invalid', 'true')
  await expect(box('Base DN')).toHaveAccessibleDescription(/^Enter where the search starts/)
  expect(slapd.log()).not.toContain('ACCEPT from IP')
})

test('one press takes over the base DN that the server suggests', async () => {
  const { window } = shared
  await typeInto(window, box('Port'), String(slapd.ldapsPort))
  await typeInto(window, box('User name'), slapd.readerDn)
  await chooseCaFile(window, caPem)
  await expect(window.getByRole('button', { name: 'Remove the CA file' })).toBeVisible()

  await tabTo(window, window.getByRole('button', { name: 'Suggest settings' }), 'Shift+Tab')
  await window.keyboard.press('Enter')
  const suggestions = window.getByRole('region', { name: 'Suggestions' })
  await tabTo(window, suggestions.getByRole('button', { name: /^Use it.*Base DN/ }))
  await window.keyboard.press('Enter')

  await expect(box('Base DN')).toHaveValue(slapd.suffix)
  await expect(box('Base DN')).not.toHaveAttribute('aria-invalid')
  await expect(suggestions.getByRole('listitem').filter({ hasText: 'Base DN' })).toContainText('In the form')
  expect(bindsIn(slapd.log())).toEqual([])
})

test('a wrong password is named as one, after one attempt', async () => {
  const { window } = shared
  await tabTo(window, box('Base DN'))
  await window.keyboard.press('Enter')
  expect(await untilChecked(window)).toMatch(/^1 thing to fix: /)
  await expect(summary(window)).toBeFocused()

  const signIn = rung(window, 'The service account can sign in')
  await expect(line(signIn)).toContainText('Failed')
  expect(await readProblem(signIn)).toMatchObject({ code: 'ldap.bind.wrong-name-or-password', howWeKnow: expect.stringMatching(/49/) })
  expect(bindsIn(slapd.log())).toEqual([slapd.readerDn])
})

test('with the right password the ladder is climbed to the top', async () => {
  const { window } = shared
  await tabTo(window, window.getByRole('button', { name: /^Settings/ }), 'Shift+Tab')
  await window.keyboard.press('Enter')
  await typeInto(window, box('Password'), slapd.readerPassword)
  await expect(window.getByText('These results are for the settings as they were at')).toBeVisible()

  await tabTo(window, window.getByRole('button', { name: 'Check again' }))
  await window.keyboard.press('Enter')
  await expect(summary(window)).toHaveText(/^Nothing failed; /)

  const people = rung(window, 'People are found, all of them')
  await tabTo(window, line(people))
  await window.keyboard.press('Space')
  await expect(people).toContainText('anna@corp.example.test')
  expect(bindsIn(slapd.log())).toEqual([slapd.readerDn, slapd.readerDn])
})
