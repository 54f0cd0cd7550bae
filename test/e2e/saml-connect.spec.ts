import { test, type Page } from '@playwright/test'
import type { PracticeTenant } from '../../src-main/practice/entra/practice-tenant.ts'
import { makeSigningKey } from '../../src-main/practice/entra/signing-key.ts'
import { AZURE_SAML_ID } from '../../src-main/practice/service/seed-site.ts'
import { applyButton, applyPlan, receiptLine } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { playMicrosoft } from './steps/play-microsoft.ts'
import { moveToProvider, proveBy } from './steps/prove-by.ts'
import { readProblem } from './steps/read-problem.ts'
import { sharedMetadata, sharedTenant, tickAllScreens } from './steps/saml-scenes.ts'
import { giveAddress, giveCertificate, openSamlStep, pasteMetadata, pressSaml, samlStep } from './steps/saml-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, showPlan } from './steps/show-plan.ts'
import { startOver } from './steps/start-over.ts'
import { startSite, type TestSite } from './steps/start-site.ts'
import { storedFields } from './steps/stored-fields.ts'

/** From the portal to a sign-in that was seen, in each of the three ways, at both kinds of sites. */
const shared = shareWindow()
let tenant: PracticeTenant

test.beforeAll(async () => {
  tenant = await sharedTenant()
  await playMicrosoft(shared.app, tenant)
})

interface Way {
  readonly name: string
  /** Step 2: answers the headline of the report. */
  give(window: Page): Promise<string>
  readonly choice: RegExp
  /** What the provider holds of it, by the names of the fields. */
  stored(): Promise<Readonly<Record<string, string>>>
  /** The lines of a hand-off, by their labels. */
  readonly labels: Readonly<Record<string, string>>
}

const ways: readonly Way[] = [
  {
    name: 'metadata address',
    give: (window) => giveAddress(window, tenant.names.metadataUrl),
    choice: /^Metadata URL \(recommended\)/,
    stored: () => Promise.resolve({ saml_provider_metadata_url: tenant.names.metadataUrl }),
    labels: { saml_provider_metadata_url: 'Metadata URL' }
  },
  {
    name: 'metadata XML',
    give: async (window) => pasteMetadata(window, await sharedMetadata()),
    choice: /^Metadata XML/,
    stored: async () => ({ saml_provider_metadata_content: await sharedMetadata() }),
    labels: {}
  },
  {
    name: 'certificate',
    give: (window) => giveCertificate(window, tenant.keys().current.certificatePem, tenant.names.tenantId, tenant.names.applicationId),
    choice: /^Certificate fingerprint/,
    stored: () =>
      Promise.resolve({
        saml_provider_cert_fingerprint: tenant
          .keys()
          .current.sha256.toUpperCase()
          .replace(/(..)(?=.)/g, '$1:'),
        saml_provider_issuer_url: tenant.names.issuer,
        saml_provider_sso_target_url: tenant.names.signOnUrl,
        saml_provider_slo_target_url: tenant.names.signOnUrl
      }),
    labels: { saml_provider_issuer_url: 'Issuer URL' }
  }
]

const basics = { label: 'Harbour Freight account', provider: 'azure', protocol: 'saml', enabled: true }

for (const way of ways) {
  test(`by ${way.name}, at a site that takes it: planned, applied, and proved by a sign-in`, async () => {
    const { window } = shared
    await using site = await connected(window, 'accepted')
    const before = JSON.stringify(site.service.state.strategies.get(AZURE_SAML_ID))
    await tellNew(window, way)

    expect(await applyPlan(window)).toMatch(/^\d settings changed and read back\.$/)

    const made = newProvider(site)
    expect(storedFields(made)).toEqual({ ...basics, ...(await way.stored()) })
    expect(JSON.stringify(site.service.state.strategies.get(AZURE_SAML_ID))).toBe(before)
    await openSamlStep(window, 'told')
    await expect(samlStep(window, 'told')).toContainText('applied and read back')
    await proved(window, site, made.id)
  })

  test(`by ${way.name}, at a site that takes it in its web form only: handed off, read back, and proved by a sign-in`, async () => {
    const { window } = shared
    await using site = await connected(window, 'refused')
    await tellNew(window, way)

    expect(await applyPlan(window)).toBe('1 change waits for the web form.')
    const stored = await way.stored()
    for (const [field, label] of Object.entries(way.labels)) await expect(receiptLine(window, label)).toContainText(stored[field] ?? '')
    site.service.changeAsSecondAdministrator({ newStrategy: { ...basics, display_on_login_page: true, ...stored } })
    await window.getByRole('button', { name: 'Check again' }).click()
    await expect(headline(window)).toHaveText(/^\d settings changed and read back\.$/)

    expect(site.writes().filter((write) => !write.startsWith(`PATCH /sso_strategies/${String(AZURE_SAML_ID)}`))).toEqual([])
    await proved(window, site, newProvider(site).id)
  })
}

test('a sign-in that is refused is explained, from the words of Microsoft or of the site', async () => {
  const { window } = shared
  await using site = await connected(window, 'refused')
  await openSamlStep(window, 'prove')

  expect(await proveBy(window, site, AZURE_SAML_ID, 'anna.smith', 'not-assigned')).toBe('The sign-in was refused')
  const byMicrosoft = await readProblem(window.getByRole('main').getByRole('alert'))
  expect(byMicrosoft).toMatchObject({ code: 'entra.sign-in.not-assigned', whoCanDoIt: 'Whoever administers Microsoft Entra ID' })
  expect(byMicrosoft.whatHappened).toContain('AADSTS50105')

  expect(await proveBy(window, site, AZURE_SAML_ID, 'anna.smith', 'wrong-audience')).toBe('The sign-in was refused')
  const bySite = await readProblem(window.getByRole('main').getByRole('alert'))
  expect(bySite.howWeKnow).toContain('The audience is https://app.files.com/saml/metadata/')
  await expect(samlStep(window, 'prove')).toContainText('Needs attention')
})

test('keys that share nothing with those in force are stopped before people are locked out', async () => {
  const { window } = shared
  await using _site = await connected(window, 'accepted')
  const { tenantId, applicationId } = tenant.names
  const foreign = await makeSigningKey(new Date())

  expect(await giveCertificate(window, foreign.certificatePem, tenantId, applicationId)).toBe(
    'Nothing failed; 1 thing to look at: no key of today is in the new configuration.'
  )
  await expect(samlStep(window, 'given')).toContainText('Done, with warnings')
  await openSamlStep(window, 'told')
  await window.getByRole('radio', { name: /^“Practice Entra ID”/ }).check()
  await window.getByRole('radio', { name: /^Certificate fingerprint/ }).check()
  await showPlan(window)

  const { code, howWeKnow } = await readProblem(window.getByRole('region', { name: 'Safety' }))
  expect(code).toBe('saml.plan.no-shared-key')
  expect(howWeKnow).toContain(foreign.sha256.toUpperCase().replace(/(..)(?=.)/g, '$1:'))
  await expect(applyButton(window)).toBeDisabled()
})

test('an existing provider is edited: the other way is emptied, and nothing else is touched', async () => {
  const { window } = shared
  await using site = await connected(window, 'accepted')
  const before = site.service.state.strategies.get(AZURE_SAML_ID)
  const kept = { ...before }
  await pasteMetadata(window, await sharedMetadata())
  await openSamlStep(window, 'told')
  await window.getByRole('radio', { name: /^“Practice Entra ID”/ }).check()
  await window.getByRole('radio', { name: /^Metadata XML/ }).check()
  await showPlan(window)
  await applyPlan(window)

  expect(site.service.state.strategies.get(AZURE_SAML_ID)).toEqual({
    ...kept,
    saml_provider_metadata_content: await sharedMetadata(),
    saml_provider_metadata_url: ''
  })
  expect(site.service.state.strategies.size).toBe(1)
  expect(site.writes().filter((write) => write.startsWith('POST'))).toEqual([])
})

async function connected(window: Page, strategyWrites: 'accepted' | 'refused'): Promise<TestSite> {
  const site = await startSite({ strategyWrites, tenant })
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin, probeWrites: true })
  return {
    ...site,
    async [Symbol.asyncDispose]() {
      await startOver(shared.launched)
      await site[Symbol.asyncDispose]()
    }
  }
}

/** From the ticks of step 1 to the plan. */
async function tellNew(window: Page, way: Way): Promise<void> {
  await tickAllScreens(window)

  expect(await way.give(window)).toMatch(/^All \d+ things that can be proved from here are proved\.$|^Nothing failed/)
  await expect(window.getByRole('list', { name: 'Keys' }).getByRole('listitem').first()).toBeVisible()

  await pressSaml(window, 'Go on to how Files.com is told')
  await window.getByRole('radio', { name: /^A new one/ }).check()
  await window.getByRole('textbox', { name: 'Display name' }).fill(basics.label)
  await window.getByRole('radio', { name: way.choice }).check()
  await showPlan(window)
}

function newProvider({ service }: TestSite) {
  const [made, ...others] = [...service.state.strategies.values()].filter(({ id }) => id !== AZURE_SAML_ID)
  if (made === undefined || others.length > 0) throw new Error('There is not one new provider')
  return made
}

async function proved(window: Page, site: TestSite, strategyId: number): Promise<void> {
  moveToProvider(site, 'anna.smith@practice.example', strategyId)
  await openSamlStep(window, 'prove')
  await pressSaml(window, 'Read the site again')
  await expect(window.getByRole('combobox', { name: 'Provider to prove' })).toHaveValue(String(strategyId))

  expect(await proveBy(window, site, strategyId, 'anna.smith')).toBe('Signed in as anna.smith@practice.example')
  await expect(samlStep(window, 'prove')).toContainText('as anna.smith@practice.example')
}
