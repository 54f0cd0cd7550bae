import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { planDocumentSchema } from '../../src-main/contract/plan-document-schema.ts'
import { practiceRegistration } from '../../src-main/practice/entra/practice-registration.ts'
import { AZURE_SAML_ID } from '../../src-main/practice/service/seed-site.ts'
import { recordSignIn } from '../../src-main/practice/service/sign-in/record-sign-in.ts'
import type { StoredStrategy } from '../../src-main/practice/service/stored-records.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { applyButton, applyPlan, receiptLine } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { endBox, fillRegistration, oauthStep, openOauthStep, pressOauth } from './steps/oauth-screen.ts'
import { openScreen } from './steps/open-screen.ts'
import { pageHolds } from './steps/page-holds.ts'
import { moveToProvider } from './steps/prove-by.ts'
import { emptyClipboard, readClipboard } from './steps/read-clipboard.ts'
import { runCommandLine } from './steps/run-command-line.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, plannedSetting, showPlan, untilPlanned } from './steps/show-plan.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** A new provider by OAuth: handed to a person, read back as far as anybody can, and proved by a sign-in alone. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
const { tenantId, clientId } = practiceRegistration()
const secret = 'Kan8Q~canary.that.no.plan.ever.heard.of.'
const name = 'Harbour Freight account'
const ONLY_BY_SIGN_IN = 'Only a real sign-in proves it'
let site: TestSite
let made: StoredStrategy

test.beforeAll(async () => {
  // Also a site that takes single sign-on settings over its interface gets no secret by it.
  site = await startSite({ strategyWrites: 'accepted' })
})
test.afterAll(() => site[Symbol.asyncDispose]())

test('the plan hands it to a person: tenant and client to copy, the secret as a sentence only', async () => {
  // The command line is started twice.
  test.setTimeout(120_000)
  const { window } = shared
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin, probeWrites: true })
  await fillRegistration(window, { tenantId, clientId, secret })
  await window.getByRole('textbox', { name: 'Display name' }).fill(name)
  await endBox(window).fill('2027-11-30')
  await openOauthStep(window, 'told')
  await window.getByRole('radio', { name: /^A new one/ }).check()
  await expect(window.getByText('A new provider needs all three.')).toBeVisible()
  const digest = await showPlan(window)

  await expect(headline(window)).toHaveText(/^\d+ settings change, 0 people lose access$/)
  await expect(applyButton(window)).toHaveText(/^Hand off \d+ changes?$/)
  await expect(plannedSetting(window, 'Tenant ID').first()).toContainText(tenantId)
  await expect(plannedSetting(window, 'Client ID').first()).toContainText(clientId)
  await expect(window.getByText('the client secret ends on 30 November 2027')).toBeVisible()
  expect(await pageHolds(window, secret)).toBe(false)

  // The command line makes the same plan of the same wishes.
  expect(await digestOfCommandLine()).toBe(digest)
})

test('applied, nothing is sent and every value waits to be entered', async () => {
  const { app, window } = shared
  const before = site.writes().length
  expect(await applyPlan(window)).toBe('1 change waits for the web form.')

  expect(site.writes()).toHaveLength(before)
  for (const [label, text] of [
    ['Tenant ID', tenantId],
    ['Client ID', clientId]
  ] as const) {
    await emptyClipboard(app)
    await window.getByRole('button', { name: `Copy ${label}`, exact: true }).click()
    await expect.poll(() => readClipboard(app)).toBe(text)
  }
  await expect(window.getByRole('button', { name: 'Copy Client secret' })).toHaveCount(0)
  await openOauthStep(window, 'told')
  await expect(oauthStep(window, 'told')).toContainText('In progress')
})

test('entered by a person and checked again, it says what is proved and what only a sign-in proves', async () => {
  const { window } = shared
  site.service.changeAsSecondAdministrator({
    newStrategy: { label: name, provider: 'azure', protocol: 'oauth2', enabled: true, display_on_login_page: true }
  })
  const [found] = [...site.service.state.strategies.values()].filter(({ label }) => label === name)
  if (found === undefined) throw new Error('Nobody entered the provider')
  made = found
  await openScreen(window, 'Set up')
  await window.getByRole('button', { name: 'Check again' }).click()

  await expect(window.getByText(/^(\d+) of \1 have arrived\.$/)).toBeVisible()
  await expect(headline(window)).toHaveText(/^\d settings changed and read back; 3 values only a real sign-in can prove\.$/)
  for (const label of ['Tenant ID', 'Client ID', 'Client secret']) await expect(receiptLine(window, label)).toContainText(ONLY_BY_SIGN_IN)
  await expect(window.getByText(/Let one person sign in: only that proves tenant, client and secret\./).first()).toBeVisible()

  await openOauthStep(window, 'told')
  await expect(oauthStep(window, 'told')).toContainText('credentials are not provable here')
  await openOauthStep(window, 'prove')
  await pressOauth(window, 'Read the site again')
  await expect(oauthStep(window, 'prove')).toContainText('Not provable here')
  await expect(oauthStep(window, 'prove')).toContainText('until a real sign-in was seen')
})

test('a sign-in that was seen proves it', async () => {
  const { window } = shared
  moveToProvider(site, 'anna.smith@practice.example', made.id)
  await expect(window.getByRole('combobox', { name: 'Provider to prove' })).toHaveValue(String(made.id))
  await pressOauth(window, 'Open the browser and wait')
  await expect(window.getByText(/^Waiting since/)).toBeVisible()
  const user = [...site.service.state.users.values()].find(({ username }) => username === 'anna.smith@practice.example')
  if (user === undefined) throw new Error('The site has no Anna')
  recordSignIn(site.service.state, made, { kind: 'signed-in', user }, new Date())

  await expect(window.getByRole('heading', { name: 'Signed in as anna.smith@practice.example' })).toBeVisible()
  await expect(oauthStep(window, 'prove')).toContainText('as anna.smith@practice.example')
})

test('what a person entered by hand is undone by a plan like any other', async () => {
  const { window } = shared
  // Nobody signs in by it any more, or the plan would stop for those who do.
  moveToProvider(site, 'anna.smith@practice.example', AZURE_SAML_ID)
  await openScreen(window, 'Journal')
  await window
    .getByRole('button', { name: /^Proved/ })
    .first()
    .click()
  await window.getByRole('button', { name: 'Undo', exact: true }).click()
  await untilPlanned(window)
  await expect(window.getByText('Takes an earlier run back')).toBeVisible()

  expect(await applyPlan(window)).toMatch(/^\d settings? changed and read back\.$/)
  expect(site.service.state.strategies.get(made.id)).toMatchObject({ enabled: false, display_on_login_page: false })
})

test('the secret that was typed is nowhere', async () => {
  const { window, launched } = shared
  expect(await filesWith(launched.userDataFolder, [clientId])).not.toEqual([])
  expect(await filesWith(launched.userDataFolder, [secret])).toEqual([])
  expect(launched.output()).not.toContain(secret)
  expect(await pageHolds(window, secret)).toBe(false)
})

/** Of a profile as somebody would write it by hand, with a data folder of its own. */
async function digestOfCommandLine(): Promise<string> {
  await using folder = await temporaryFolder()
  const profile = join(folder.path, 'profile.json')
  const oauth = {
    displayName: name,
    tenantId,
    clientId,
    clientSecret: 'set',
    secretEndsOn: '2027-11-30',
    enabled: true,
    showOnLoginPage: true
  }
  await writeFile(profile, JSON.stringify({ schemaVersion: 2, site: site.service.origin, oauth }))
  const env = { FILES_API_KEY: site.service.keys.siteAdmin, ENTRA_SETUP_USER_DATA: folder.path }
  await runCommandLine(['site', '--site', site.service.origin, '--probe'], env)
  const { stdout } = await runCommandLine(['plan', '--profile', profile, '--json'], env)
  return planDocumentSchema.parse(JSON.parse(stdout)).plan.digest
}
