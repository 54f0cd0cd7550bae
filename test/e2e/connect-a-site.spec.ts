import { test } from '@playwright/test'
import { freePorts } from '../support/free-ports.ts'
import { launchApp } from '../support/launch-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import type { ServiceKeys } from '../../src-main/practice/service/service-keys.ts'
import type { ServiceFault } from '../../src-main/practice/service/service-faults.ts'
import { connectSite, keyBox, openConnectForm, pressConnect } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { forgetSite, rememberedSite } from './steps/forget-site.ts'
import { openScreen } from './steps/open-screen.ts'
import { openSite, siteSwitcher } from './steps/open-site.ts'
import { pageHolds } from './steps/page-holds.ts'
import { readProblem } from './steps/read-problem.ts'
import { shareWindow } from './steps/share-window.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
let site: TestSite

test.beforeAll(async () => {
  site = await startSite()
})
test.afterAll(() => site[Symbol.asyncDispose]())

const refused: readonly { readonly key: keyof ServiceKeys; readonly code: string; readonly whatHappened: RegExp }[] = [
  { key: 'expired', code: 'service.key.refused', whatHappened: /refused the API key.*expired/ },
  { key: 'otherSite', code: 'service.key.refused', whatHappened: /refused the API key.*another site/ },
  { key: 'plainUser', code: 'service.key.not-site-admin', whatHappened: /petra\.plain/ },
  { key: 'workspaceAdmin', code: 'service.key.workspace-admin', whatHappened: /walter\.workspace/ },
  { key: 'desktopApp', code: 'service.key.limited', whatHappened: /desktop/ },
  { key: 'blockedIp', code: 'service.access.address-not-allowed', whatHappened: /address/ }
]

for (const { key, code, whatHappened } of refused) {
  test(`a key that will not do is said to be so: ${key}`, async () => {
    const { window } = shared
    await pressConnect(window, { address: site.service.origin, key: site.service.keys[key] })

    const problem = await readProblem(window.getByRole('main').getByRole('alert'))
    expect(problem.code).toBe(code)
    expect(problem.whatHappened).toMatch(whatHappened)
    expect(problem.whatToDo).not.toBe('')
    // It stays in its box, to be corrected, and is nowhere to be read.
    await expect(keyBox(window)).toHaveValue(site.service.keys[key])
    expect(await window.content()).not.toContain(site.service.keys[key])
  })
}

const foreign: readonly { readonly fault: ServiceFault; readonly code: string }[] = [
  { fault: { kind: 'html-page', page: 'proxy' }, code: 'service.answer.proxy' },
  { fault: { kind: 'html-page', page: 'captive-portal' }, code: 'service.answer.html-page' },
  { fault: { kind: 'html-page', page: 'captive-redirect' }, code: 'service.answer.captive-portal' },
  { fault: { kind: 'broken-json' }, code: 'service.answer.broken' },
  { fault: { kind: 'wrong-shape' }, code: 'service.answer.wrong-shape' }
]

for (const { fault, code } of foreign) {
  test(`whatever answers instead of the site is named: ${code}${fault.kind === 'html-page' ? ` (${fault.page})` : ''}`, async () => {
    const { window } = shared
    site.service.faults.add({ ...fault, times: Infinity })
    await pressConnect(window, { address: site.service.origin, key: site.service.keys.siteAdmin })

    expect(await readProblem(window.getByRole('main').getByRole('alert'))).toMatchObject({ code })
    site.service.faults.clear()
  })
}

test('an address that leads nowhere, or is none, is said to be so, and no key leaves', async () => {
  const { window } = shared
  const before = site.service.requests.length
  const [port = 0] = await freePorts(1)
  for (const [address, code] of [
    [`http://127.0.0.1:${port}`, 'service.network.unreachable'],
    ['http://acme.files.com', 'app.invalid-input'],
    ['two words', 'app.invalid-input']
  ] as const) {
    await pressConnect(window, { address, key: site.service.keys.siteAdmin })
    await expect(window.getByRole('main').getByRole('alert').getByRole('code').first()).toHaveText(code)
  }
  expect(site.service.requests).toHaveLength(before)
})

test('empty boxes are said at the boxes', async () => {
  const { window } = shared
  await window.getByRole('textbox', { name: 'Site address' }).fill('')
  await keyBox(window).fill('')
  await keyBox(window).press('Enter')

  await expect(window.getByRole('textbox', { name: 'Site address' })).toBeFocused()
  await expect(window.getByRole('textbox', { name: 'Site address' })).toHaveAccessibleDescription(/^Enter the address/)
  await expect(keyBox(window)).toHaveAccessibleDescription(/^Enter an API key/)
})

test('a key that may only look is connected, with what it cannot do', async () => {
  const { window } = shared
  await connectSite(window, { address: site.service.origin, key: site.service.keys.readOnlyAdmin })

  const main = window.getByRole('main')
  await expect(main).toContainText('May look at everything, and change nothing.')
  await expect(main.getByText('The key may look, but not change')).toBeVisible()
  await expect(siteSwitcher(window)).toContainText('carol.auditor')
})

test('a key of the whole site belongs to nobody', async () => {
  const { window } = shared
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteWide })

  await expect(window.getByRole('main')).toContainText('Key of the whole site')
})

test('an administrator’s key shows what is there, and who gets in whatever happens', async () => {
  const { window } = shared
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })

  const main = window.getByRole('main')
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Practice Harbour Freight')
  await expect(main).toContainText('alice.admin (“Setup assistant”)')
  await expect(main).toContainText('May read and change the settings of this site.')
  await expect(main.getByRole('region', { name: 'Single sign-on' }).getByRole('listitem')).toContainText(['SAML with Microsoft Entra ID'])
  await expect(main.getByRole('row', { name: /^alice\.admin/ })).toContainText('Proved')
  await expect(main.getByRole('row', { name: /^bob\.admin/ })).toContainText('Not proved')
})

test('connecting only asks, but for the one change without fields that somebody wished for', async () => {
  const { window } = shared
  expect(site.writes()).toEqual([])
  await window.getByRole('button', { name: 'Find out now' }).click()

  await expect(window.getByText('The site takes them in its web form only')).toBeVisible()
  expect(site.writes()).toEqual(['PATCH /sso_strategies/101'])
  expect(site.service.requests.findLast(({ method }) => method === 'PATCH')?.bodyFields).toEqual([])
})

test('no key that was typed stands anywhere: not in the page, in a file, or in the log', async () => {
  const { window, launched } = shared
  const { keys } = site
  for (const key of keys) expect(await pageHolds(window, key)).toBe(false)

  expect(await filesWith(launched.userDataFolder, [site.host])).toContain('sites.json')
  expect(await filesWith(launched.userDataFolder, keys)).toEqual([])
  for (const key of keys) expect(launched.output()).not.toContain(key)
})

test('after a restart the site is remembered, nobody is asked, and the key has to be typed again', async () => {
  await using folder = await temporaryFolder()
  {
    await using launched = await launchApp({ userDataFolder: folder.path })
    await connectSite(launched.window, { address: site.service.origin, key: site.service.keys.siteAdmin })
    await openScreen(launched.window, 'Home')
  }
  const requests = site.service.requests.length

  await using launched = await launchApp({ userDataFolder: folder.path })
  const { window } = launched
  await expect(siteSwitcher(window)).toContainText('Practice Harbour Freight')
  await expect(siteSwitcher(window)).toContainText('Not connected')
  await openSite(window)
  await expect(rememberedSite(window, site.host)).toContainText('key has to be typed')
  expect(site.service.requests).toHaveLength(requests)

  await rememberedSite(window, site.host)
    .getByRole('button', { name: /^Type the key/ })
    .click()
  await expect(keyBox(window)).toBeFocused()
  await expect(window.getByRole('textbox', { name: 'Site address' })).not.toHaveValue('')
  await window.keyboard.type(site.service.keys.siteAdmin)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('button', { name: 'Set up this site' })).toBeVisible()
})

test('a site is forgotten, also where there is no keychain', async () => {
  const { window } = shared
  await openConnectForm(window)
  await forgetSite(window, site.host)

  await expect(siteSwitcher(window)).toContainText('No site yet')
})
