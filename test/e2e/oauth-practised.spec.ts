import { test } from '@playwright/test'
import { practiceRegistration } from '../../src-main/practice/entra/practice-registration.ts'
import { Browser } from '../support/oauth/browse.ts'
import { applyPlan, receiptLine } from './steps/apply-plan.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { oauthStep, openOauthStep, pressOauth, usePracticeRegistration } from './steps/oauth-screen.ts'
import { catchOpenedPages, openedPage } from './steps/opened-pages.ts'
import { openScreen } from './steps/open-screen.ts'
import { pageHolds } from './steps/page-holds.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, showPlan } from './steps/show-plan.ts'
import { startPracticeSite } from './steps/start-practice-site.ts'
import { takePicture } from './steps/take-picture.ts'

/** OAuth practised from the form to the proof, with nothing but what the practice site offers to everybody. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
const { tenantId, clientId, clientSecret } = practiceRegistration()
const name = 'Harbour Freight account'
const browser = new Browser()
let newcomer = ''

test('the registration is tested, and the plan is handed off', async () => {
  const { app, window } = shared
  await catchOpenedPages(app)
  await startPracticeSite(window)
  await usePracticeRegistration(window)
  await window.getByRole('textbox', { name: 'Display name' }).fill(name)
  await openOauthStep(window, 'told')
  await window.getByRole('radio', { name: /^A new one/ }).check()
  await showPlan(window)

  expect(await applyPlan(window)).toBe('1 change waits for the web form.')
})

test('what was handed off is entered at the page that the hand-off opens', async () => {
  const { app, window } = shared
  await window.getByRole('button', { name: 'Open the page' }).click()
  const home = await browser.open(await openedPage(app))
  expect(home.html).toContain('SSO Providers')
  const form = await browser.open(new URL('/practice-web-form/provider?new=oauth2', home.url).href)
  expect(form.html).toContain(clientSecret)

  // The last character of the secret was not copied.
  const values = { label: name, enabled: 'true', display_on_login_page: 'true', provision_users: 'true' }
  const secret = clientSecret.slice(0, -1)
  expect((await browser.submit(form, { ...values, tenant_id: tenantId, client_id: clientId, client_secret: secret })).html).toContain(
    'was saved'
  )
  await window.getByRole('button', { name: 'Check again' }).click()

  await expect(headline(window)).toHaveText(/^\d settings changed and read back; 3 values only a real sign-in can prove\.$/)
  await expect(receiptLine(window, 'Client secret')).toContainText('Only a real sign-in proves it')
})

test('a sign-in with a wrong secret is refused, and the window says what to do with OAuth', async () => {
  const { app, window } = shared
  await openOauthStep(window, 'prove')
  await pressOauth(window, 'Read the site again')
  await expect(window.getByText(/^The provider is new: a sign-in by it also proves/)).toBeVisible()
  await pressOauth(window, 'Open the browser and wait')
  const page = await browser.open(await openedPage(app))
  newcomer = /value="([^"]+)"[^>]*>[^<]*<span>[^<]*, not yet a user of this site/.exec(page.html)?.[1] ?? ''
  expect((await browser.submit(page, { person: newcomer, fault: '' })).html).toContain('AADSTS7000215')

  await expect(window.getByRole('heading', { name: 'The sign-in was refused' })).toBeVisible()
  await expect(window.getByRole('main')).toContainText('AADSTS7000215')
  await expect(window.getByRole('main')).not.toContainText('With SAML')
  await expect(oauthStep(window, 'prove')).toContainText('Needs attention')
})

test('entered rightly, a sign-in proves tenant, client and secret, and the journal keeps it', async () => {
  const { app, window } = shared
  const origin = new URL(browser.visited[0] ?? '').origin
  const id = Number(/provider\?id=(\d+)">Edit<\/a><\/li>\s*<\/ul>/.exec((await browser.open(`${origin}/`)).html)?.[1])
  const edit = await browser.open(`${origin}/practice-web-form/provider?id=${String(id)}`)
  await browser.submit(edit, { client_secret: clientSecret })
  await pressOauth(window, 'Open the browser and wait')
  const page = await browser.signIn(await openedPage(app), newcomer)
  expect(page.html).toContain('You are signed in')

  await expect(window.getByRole('heading', { name: `Signed in as ${newcomer}@practice.example` })).toBeVisible()
  await expect(window.getByText(/^It proves tenant, client and secret that were handed off on/)).toBeVisible()
  await expect(oauthStep(window, 'prove')).toContainText(`as ${newcomer}@practice.example`)
  for (const theme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme: theme })
    await takePicture(app, window, `test-results/screens/oauth-practised-${theme}.png`)
  }

  await openOauthStep(window, 'told')
  await expect(oauthStep(window, 'told')).toContainText('a sign-in proved the credentials')
  await window.getByRole('button', { name: 'Take the tick away' }).click()
  await expect(window.getByText('What the provider holds stays.')).toBeVisible()

  await openScreen(window, 'Journal')
  await window.getByRole('button', { name: /^Proved/ }).click()
  await expect(window.getByText(/3 values proved by a real sign-in\.$/).first()).toBeVisible()
  for (const label of ['Tenant ID', 'Client ID', 'Client secret'])
    await expect(receiptLine(window, label)).toContainText('Proved by a sign-in')
})

test('the secret is neither in the window nor on the disk nor in the log', async () => {
  const { window, launched } = shared
  expect(await pageHolds(window, clientSecret)).toBe(false)
  expect(await filesWith(launched.userDataFolder, [clientSecret])).toEqual([])
  expect(launched.output()).not.toContain(clientSecret)
})
