import { test, type Page } from '@playwright/test'
import { applyPlan } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { openProvisioning, openScimStep, scimStep } from './steps/provisioning-screen.ts'
import { readClipboard } from './steps/read-clipboard.ts'
import { readProblem } from './steps/read-problem.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, untilPlanned } from './steps/show-plan.ts'
import { startOver } from './steps/start-over.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** How accounts come about at a provider of Entra ID: rehearsed, read from the log, and repaired. */
const shared = shareWindow()

test('a rehearsal against the built-in server proves everything, without a site', async () => {
  const { window } = shared
  await openScimStep(window, 'rehearse')

  await window.getByRole('main').getByRole('button', { name: 'Rehearse provisioning', exact: true }).click()

  await expect(rehearsed(window)).toHaveText(/^All \d+ things that can be proved from here are proved\.$/)
  await expect(scimStep(window, 'rehearse')).toContainText('Done')
  await window.getByRole('button', { name: /^What was asked and answered/ }).click()
  await expect(window.getByText('Test Connection: looks for a user that cannot exist').first()).toBeVisible()
})

test('the token is taken from the site and copied past the window, and a rehearsal with it only reads', async () => {
  const { app, window } = shared
  await using site = await connected(window)
  const [provider] = site.service.state.strategies.values()
  const token = site.service.scimToken(provider?.id ?? 0)
  await openScimStep(window, 'token')

  await window.getByRole('button', { name: 'Take it from the site' }).click()
  await window.getByRole('button', { name: 'Copy the token' }).click()
  await expect(window.getByText(/^The token is on the clipboard/)).toBeVisible()

  expect(await readClipboard(app)).toBe(token)
  expect(await window.content()).not.toContain(token)
  await openScimStep(window, 'rehearse')
  await window.getByRole('radio', { name: /^Another server/ }).check()
  await window.getByRole('textbox', { name: 'Address of the server' }).fill(site.service.scimEndpoint)
  await window.getByRole('textbox', { name: 'Token of the server' }).fill(token)
  await window.getByRole('main').getByRole('button', { name: 'Rehearse provisioning', exact: true }).click()
  await expect(rehearsed(window)).toHaveText(/^All \d+ things|^Nothing failed/)
  expect(site.writes()).toEqual([])
})

test('an older provider is rehearsed with its user name and password; a wrong one is refused without a question of the browser', async () => {
  const { window } = shared
  await using site = await connected(window)
  const [provider] = site.service.state.strategies.values()
  const { username, password } = site.service.generateScimPassword(provider?.id ?? 0)
  await openScimStep(window, 'rehearse')
  await window.getByRole('radio', { name: /^Another server/ }).check()
  await window.getByRole('textbox', { name: 'Address of the server' }).fill(site.service.scimEndpoint)
  await window.getByRole('combobox', { name: 'Signs in with' }).selectOption('A user name and a password')
  await window.getByRole('textbox', { name: 'User name for SCIM' }).fill(username)
  const press = () => window.getByRole('main').getByRole('button', { name: 'Rehearse provisioning', exact: true }).click()

  await window.getByRole('textbox', { name: 'Password for SCIM' }).fill('wrong-wörd')
  await press()
  await expect(rehearsed(window)).toHaveText(/^1 thing to fix: SCIM user name and password are refused/)
  await window.getByRole('textbox', { name: 'Password for SCIM' }).fill(password)
  await press()
  await expect(rehearsed(window)).toHaveText(/^All \d+ things|^Nothing failed/)

  await window.getByRole('button', { name: /^What was asked and answered/ }).click()
  expect(await window.content()).not.toContain(password)
  expect(site.writes()).toEqual([])
})

test('the log groups what failed by its cause, and shows the requests of one', async () => {
  const { window } = shared
  await using _site = await connected(window)
  await openProvisioning(window, 'SCIM log')

  await expect(headline(window)).toHaveText(/^\d+ requests in the last 7 days, \d+ of them failed\./)
  const cause = window
    .getByRole('list', { name: 'Causes' })
    .getByRole('listitem')
    .filter({ hasText: 'Files.com refused the token of Entra ID' })
  await expect(cause).toContainText('4 times')
  await cause.getByRole('button', { name: /^Files.com refused the token/ }).click()
  expect(await readProblem(cause)).toMatchObject({ code: 'scim-log.token-refused', whoCanDoIt: 'Whoever administers Microsoft Entra ID' })

  await cause.getByRole('button', { name: /^Show its requests/ }).click()
  await expect(window.getByRole('table', { name: 'Requests' }).getByRole('row')).toHaveCount(5)
  await window.getByRole('table', { name: 'Requests' }).getByRole('button').first().click()
  await expect(window.getByRole('group', { name: 'Answer, as text' })).toBeVisible()
})

test('a group that is called by its id gets a name by a plan, and the plan is undone', async () => {
  const { window } = shared
  await using site = await connected(window)
  const byId = [...site.service.state.groups.values()].find(({ name }) => /^[0-9a-f-]{36}$/.test(name))
  const nameNow = () => site.service.state.groups.get(byId?.id ?? 0)?.name
  await openProvisioning(window, 'Just in time')

  const csv = `id,displayName\n${byId?.name ?? ''},Engineering\n`
  await window
    .getByLabel('Choose the file with the names')
    .setInputFiles({ name: 'groups.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await window.getByRole('button', { name: 'Put 1 rename into the plan' }).click()
  await untilPlanned(window)
  expect(await applyPlan(window)).toMatch(/^1 setting changed and read back\.$/)
  const after = nameNow()
  await window.getByRole('button', { name: 'Undo', exact: true }).click()
  await untilPlanned(window)
  await applyPlan(window)

  expect(after).toBe('Engineering')
  expect(nameNow()).toBe(byId?.name)
})

function rehearsed(window: Page) {
  return window.getByRole('region', { name: 'How the server answered' }).getByRole('heading', { level: 2 })
}

async function connected(window: Page): Promise<TestSite> {
  const site = await startSite()
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  return {
    ...site,
    async [Symbol.asyncDispose]() {
      await startOver(shared.launched)
      await site[Symbol.asyncDispose]()
    }
  }
}
