import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { oauthDocumentSchema } from '../../src-main/contract/oauth-document-schema.ts'
import type { Advice } from '../../src-main/core/adviser/adviser-views.ts'
import { practiceRegistration, unknownTenantId } from '../../src-main/practice/entra/practice-registration.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { expectedOauthTest } from './steps/expected-oauth-test.ts'
import { filesWith } from './steps/files-with.ts'
import {
  fillRegistration,
  nameAffected,
  oauthStep,
  openOauthStep,
  pressOauth,
  type Registration,
  secretBox,
  testRegistration,
  usePracticeRegistration
} from './steps/oauth-screen.ts'
import { openScreen } from './steps/open-screen.ts'
import { pageHolds } from './steps/page-holds.ts'
import { playTokenHost } from './steps/play-token-host.ts'
import { emptyClipboard, readClipboard } from './steps/read-clipboard.ts'
import { readProblem } from './steps/read-problem.ts'
import { rung } from './steps/rung.ts'
import { runCommandLine } from './steps/run-command-line.ts'
import { shareWindow } from './steps/share-window.ts'
import { startOver } from './steps/start-over.ts'
import { startPracticeSite } from './steps/start-practice-site.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** An app registration: who is affected by OAuth, and whether the registration is what Files.com needs. */
const shared = shareWindow()
const registration = practiceRegistration()
const practice: Registration = { tenantId: registration.tenantId, clientId: registration.clientId, secret: registration.clientSecret }

test('who is affected is named: as many as the command line counts, and nobody else', async () => {
  const { app, window, launched } = shared
  await using site = await startSite()
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })

  const headline = await nameAffected(window)

  // as the command line says it
  const told = await runCommandLine(['advise', '--site', site.service.origin, '--json'], {
    FILES_API_KEY: site.service.keys.siteAdmin,
    ENTRA_SETUP_USER_DATA: join(launched.userDataFolder, 'command-line')
  })
  const fact = (JSON.parse(told.stdout) as Advice).facts.find(({ id }) => id === 'password-users')
  expect(fact?.text.match(/^\d+/)?.[0]).toBe(headline.match(/^\d+/)?.[0])
  const ways = await window.getByRole('list', { name: 'By way' }).getByRole('listitem').allInnerTexts()
  const counted = (fact?.evidence ?? []).flatMap(({ label, value }) =>
    label.startsWith('By ') ? [`${label.replace(/^By (the )?/, '')}: ${value}`] : []
  )
  expect(ways).toEqual(counted)

  // as the site holds it: each of them once, and nobody else
  const rows = window.getByRole('region', { name: 'People affected' }).getByRole('row')
  const names = await rows.getByRole('rowheader').locator('.strong').allInnerTexts()
  expect([...names].sort()).toEqual(peopleWithPasswords(site))
  await emptyClipboard(app)
  await pressOauth(window, 'Copy the user names')
  await expect.poll(() => readClipboard(app)).toBe(names.join('\n'))
  await expect(oauthStep(window, 'limits')).toContainText(headline)

  // and reading them has changed nothing
  expect(site.writes()).toEqual([])
  await startOver(launched)
})

test('the registration of the practice tenant is proved, without its secret ever being typed', async () => {
  const { app, window, launched } = shared
  const expected = await expectedOauthTest(practice)
  await startPracticeSite(window)

  expect(await usePracticeRegistration(window)).toBe(expected.report.summary.headline)

  expect(expected.report.summary.counts).toMatchObject({ fail: 0, warn: 0, blocked: 0, skip: 0 })
  await expect(rung(window, 'The provider accepts the client id with the secret')).toContainText('Proved')
  await expect(window.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(registration.tenantId)
  await expect(window.getByRole('textbox', { name: 'Client ID' })).toHaveValue(registration.clientId)
  await expect(secretBox(window)).toHaveValue('')
  await expect(oauthStep(window, 'given')).toContainText('Done')

  const facts = window.getByRole('region', { name: 'What Microsoft says' }).locator('dl[aria-label="Facts of the tenant"]')
  expect(await facts.locator('.mono').allInnerTexts()).toEqual(expected.facts.map(({ value }) => value))

  // What leaves the window as JSON is what the command line prints.
  const path = join(launched.userDataFolder, 'oauth.json')
  await answerSaveDialog(app, path)
  await pressOauth(window, 'Save report (JSON)')
  await expect(window.getByText(`Saved to ${path}`)).toBeVisible()
  const text = await readFile(path, 'utf8')
  const document = oauthDocumentSchema.parse(JSON.parse(text))
  expect(document.checks.map(({ id, status }) => `${id}: ${status}`)).toEqual(
    expected.report.results.map(({ id, outcome }) => `${id}: ${outcome.status}`)
  )
  expect(document).toMatchObject({ command: 'oauth test', secretProved: true, tenantId: registration.tenantId })
  expect(await pageHolds(window, registration.clientSecret)).toBe(false)
  expect(await filesWith(launched.userDataFolder, [registration.clientSecret])).toEqual([])
})

const mistakes: readonly (readonly [string, Registration, string, string, RegExp])[] = [
  [
    'a wrong secret',
    { ...practice, secret: 'abc8Q~wrong.wrong.wrong.wrong.wrong.1234' },
    'The provider accepts the client id with the secret',
    'entra.sign-in.client-secret',
    /AADSTS7000215/
  ],
  [
    'a secret that ended',
    { ...practice, secret: registration.endedSecret },
    'The provider accepts the client id with the secret',
    'entra.sign-in.client-secret',
    /AADSTS7000222/
  ],
  [
    'ids that were swapped',
    { ...practice, tenantId: practice.clientId, clientId: practice.tenantId },
    'The provider describes itself (OpenID discovery)',
    'oauth.ids.swapped',
    /does not know a tenant with the tenant id, and knows one with the client id/
  ]
]

for (const [what, entered, title, code, words] of mistakes) {
  test(`${what}: the one rung that fails says so, in the words of the command line`, async () => {
    const { window } = shared
    const { report } = await expectedOauthTest(entered)
    await startPracticeSite(window)
    await usePracticeRegistration(window)

    expect(await testRegistration(window, entered)).toBe(report.summary.headline)

    const shown = await readProblem(rung(window, title))
    const failed = report.results.flatMap(({ outcome }) => (outcome.status === 'fail' ? [outcome.problem] : []))
    expect(failed).toHaveLength(1)
    expect(failed[0]).toMatchObject({ code, cause: shown.whatHappened, remedy: shown.whatToDo })
    expect(shown.code).toBe(code)
    expect(shown.whatHappened).toMatch(words)
    await expect(oauthStep(window, 'given')).toContainText('Needs attention')
    await expect(window.getByRole('main').locator('li.fail')).toHaveCount(1)
  })
}

test('a tenant that nobody knows is no guess about the secret', async () => {
  const { window } = shared
  const entered = { ...practice, tenantId: unknownTenantId() }
  const { report } = await expectedOauthTest(entered)
  await startPracticeSite(window)
  await usePracticeRegistration(window)

  expect(await testRegistration(window, entered)).toBe(report.summary.headline)
  await expect(rung(window, 'The provider accepts the client id with the secret')).toContainText('Waits for')
})

test('a Secret ID is refused while it is typed, and nothing is sent', async () => {
  const { app, window } = shared
  await using microsoft = await playTokenHost(app)
  const secretId = '9b2c4e0a-7d31-4f58-a6c0-1e5d8f2b3a47'
  await fillRegistration(window, { ...microsoft, secret: secretId })
  await window.getByRole('textbox', { name: 'Display name' }).focus()

  await expect(window.getByText(/^This is the Secret ID, the number of the secret\./)).toBeVisible()
  await expect(secretBox(window)).toHaveAttribute('aria-invalid', 'true')
  await pressOauth(window, 'Test with Microsoft')
  await expect(secretBox(window)).toBeFocused()
  expect(microsoft.asked).toEqual([])
})

test('the secret goes to Microsoft once, in the body, and is kept, shown and written nowhere', async () => {
  const { app, window, launched } = shared
  await using microsoft = await playTokenHost(app)
  const canary = 'Kan8Q~canary.that.sings.in.no.file.or.1'
  const { tenantId } = microsoft

  expect(await testRegistration(window, { ...microsoft, secret: canary })).toBe(
    '1 thing to fix: Microsoft does not accept the client secret.'
  )
  expect(microsoft.asked).toEqual([`GET /${tenantId}/v2.0/.well-known/openid-configuration`, `POST /${tenantId}/oauth2/v2.0/token`])
  expect(microsoft.posted.map((body) => new URLSearchParams(body).get('client_secret'))).toEqual([canary])
  expect((await readProblem(rung(window, 'The provider accepts the client id with the secret'))).whatHappened).toContain('AADSTS7000215')

  // Microsoft’s words repeat it; every form of it is masked in whatever is shown, copied or saved.
  const forms = [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64')]
  const exported: string[] = []
  for (const kind of ['HTML', 'JSON'] as const) {
    const path = join(launched.userDataFolder, `canary.${kind.toLowerCase()}`)
    await answerSaveDialog(app, path)
    await pressOauth(window, `Save report (${kind})`)
    await expect(window.getByText(`Saved to ${path}`)).toBeVisible()
    exported.push(await readFile(path, 'utf8'))
  }
  await emptyClipboard(app)
  await pressOauth(window, 'Copy as text')
  await expect.poll(() => readClipboard(app)).toContain('AADSTS7000215')
  exported.push(await readClipboard(app))
  for (const text of exported) for (const form of forms) expect(text).not.toContain(form)

  // The box alone holds it, until the screen is left.
  await openScreen(window, 'Home')
  await openOauthStep(window, 'given')
  await expect(secretBox(window)).toHaveValue('')
  await expect(window.getByText('It was cleared when you left this screen.')).toBeVisible()
  for (const form of forms) expect(await pageHolds(window, form)).toBe(false)
  expect(await filesWith(launched.userDataFolder, [tenantId])).toContain('workspace.json')
  expect(await filesWith(launched.userDataFolder, forms)).toEqual([])
  for (const form of forms) expect(launched.output()).not.toContain(form)
})

/** Who used SFTP, FTP, WebDAV or the API in the last 90 days, by what the site holds, in order. */
function peopleWithPasswords({ service }: TestSite): readonly string[] {
  const sinceMs = Date.now() - 90 * 86_400_000
  const isLately = (at: unknown): boolean => typeof at === 'string' && Date.parse(at) >= sinceMs
  return [...service.state.users.values()]
    .filter(
      (user) =>
        !user.disabled &&
        (isLately(user['last_sftp_login_at']) ||
          isLately(user['last_ftp_login_at']) ||
          isLately(user['last_dav_login_at']) ||
          isLately(user['last_restapi_login_at']) ||
          (Number(user['api_keys_count'] ?? 0) > 0 && isLately(user['last_api_use_at'])))
    )
    .map(({ username }) => username)
    .sort()
}
