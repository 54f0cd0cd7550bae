import type { Page } from '@playwright/test'
import { directoryFormAsSiteLdap } from '../../../src-main/core/model/service-fields.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { practiceForm } from '../../../src-main/practice/practice-form.ts'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { applyPlan, pressApply, receiptLine } from './apply-plan.ts'
import { connectSite, openConnectForm, pressConnect } from './connect-site.ts'
import { expect } from './expect.ts'
import { fillSettings, settingBox } from './fill-settings.ts'
import { rememberedSite } from './forget-site.ts'
import { importProfile, typeLdapPassword } from './import-profile.ts'
import { leaveInterruptedRun } from './leave-interrupted-run.ts'
import { openScreen } from './open-screen.ts'
import { headline, showPlan } from './show-plan.ts'
import { startOver } from './start-over.ts'
import { startPracticeSite } from './start-practice-site.ts'
import { startSite, type TestSite } from './start-site.ts'
import type { Stage, State } from './state.ts'

export type SiteStateName =
  | 'set-up-without-site'
  | 'connect'
  | 'connect-with-errors'
  | 'connect-failed'
  | 'site'
  | 'site-read-only'
  | 'site-to-forget'
  | 'site-practice'
  | 'home-with-site'
  | 'settings'
  | 'settings-with-errors'
  | 'plan'
  | 'plan-unsafe'
  | 'plan-no-way-in'
  | 'plan-stale'
  | 'plan-stopped'
  | 'plan-empty'
  | 'plan-confirm'
  | 'applying'
  | 'receipt'
  | 'receipt-differs'
  | 'receipt-unknown'
  | 'hand-off'
  | 'journal-empty'
  | 'journal'
  | 'interrupted'
  | 'journal-interrupted'

/** Everything about a Files.com site that the window can show. Each begins without a site, and forgets its own. */
export const siteStates: readonly State<SiteStateName>[] = [
  alone('set-up-without-site', 'Connect a site', ({ window }) => openScreen(window, 'Set up')),
  alone('connect', 'Connect', ({ window }) => openConnectForm(window)),
  alone('connect-with-errors', 'Connect', async ({ window }) => {
    await openConnectForm(window)
    await window.getByRole('button', { name: 'Explain: API key' }).click()
    await window.getByRole('main').getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(window.getByRole('textbox', { name: 'Site address' })).toBeFocused()
  }),
  withSite('connect-failed', 'Connect', async ({ window }, { service }) => {
    await pressConnect(window, { address: service.origin, key: service.keys.expired })
    await expect(window.getByRole('main').getByRole('alert')).toContainText('What happened')
  }),
  withSite('site', 'Set up this site', async ({ window }, site) => {
    await connect(window, site)
    await window.getByRole('button', { name: 'How we know about alice.admin' }).click()
  }),
  withSite('site-read-only', 'Set up this site', async ({ window }, { service }) => {
    await connectSite(window, { address: service.origin, key: service.keys.readOnlyAdmin, probeWrites: true })
    await window.getByRole('button', { name: /^Sync now/ }).click()
    await expect(window.getByRole('main').getByRole('alert')).toContainText('What happened')
  }),
  withSite('site-to-forget', 'Connect', async ({ window }, site) => {
    await connect(window, site)
    await openConnectForm(window)
    await rememberedSite(window, site.host)
      .getByRole('button', { name: /^Forget / })
      .click()
  }),
  alone('site-practice', 'Set up this site', ({ window }) => startPracticeSite(window)),
  withSite('home-with-site', undefined, async ({ window }, site) => {
    await connect(window, site)
    await openScreen(window, 'Home')
  }),
  withSite('settings', 'Show the plan', async ({ window }, site) => {
    await connect(window, site)
    await fillSettings(window, site.directory)
  }),
  withSite('settings-with-errors', 'Show the plan', async ({ window }, site) => {
    await connect(window, site)
    await importProfile(window, site)
    await settingBox(window, 'LDAP Port').fill('99999')
    await window.getByRole('button', { name: 'Explain: LDAP Port' }).click()
    await window.getByRole('button', { name: /^Safety limits/ }).click()
    await window.getByRole('button', { name: 'Show the plan' }).click()
    await expect(settingBox(window, 'LDAP Port')).toBeFocused()
  }),
  withSite('plan', /^Apply \d/, planned),
  withSite('plan-unsafe', undefined, async ({ window }, site) => {
    await connect(window, site)
    const ldap = directoryFormAsSiteLdap({
      ...practiceForm(site.directory, undefined),
      baseDn: 'OU=Groups,OU=Company,DC=practice,DC=example'
    })
    await importProfile(window, site, { siteLdap: { ...ldap, ldap_enabled: true } })
    await typeLdapPassword(window, site.directory.password)
    await showPlan(window)
    await expect(window.getByRole('textbox', { name: 'Name of the site' })).toBeVisible()
  }),
  withSite('plan-no-way-in', undefined, async (stage, site) => {
    site.service.changeAsSecondAdministrator({ user: { id: 1, fields: { password_expired: true } } })
    await planned(stage, site)
  }),
  withSite('plan-stale', /^Apply \d/, async (stage, site) => {
    await stopped(stage, site)
    await stage.window.getByRole('button', { name: 'Look at the plan as it is now' }).click()
    await expect(stage.window.getByText('Nothing was sent. What is different:')).toBeVisible()
  }),
  withSite('plan-stopped', undefined, stopped),
  withSite('plan-empty', undefined, async ({ window }, site) => {
    await connect(window, site)
    await importProfile(window, site, { siteLdap: { ldap_enabled: false } })
    await showPlan(window)
  }),
  withSite('plan-confirm', undefined, async (stage, site) => {
    await planned(stage, site)
    await stage.window.getByRole('button', { name: /^Apply \d/ }).click()
    await expect(stage.window.getByRole('dialog')).toBeVisible()
  }),
  withSite('applying', undefined, async (stage, site) => {
    await planned(stage, site)
    site.service.faults.add({ kind: 'hang', method: 'PATCH' })
    await pressApply(stage.window, { replacesPassword: true })
    await expect(stage.window.getByText('Being sent', { exact: true })).toBeVisible()
  }),
  withSite('receipt', undefined, async (stage, site) => {
    await planned(stage, site)
    await applyPlan(stage.window, { replacesPassword: true })
  }),
  withSite('receipt-differs', undefined, async (stage, site) => {
    await planned(stage, site)
    site.service.faults.add({ kind: 'drop-field', method: 'PATCH', field: 'ldap_base_dn' })
    site.service.faults.add({ kind: 'normalise', method: 'PATCH', field: 'ldap_username', as: 'svc-other@practice.example' })
    await applyPlan(stage.window, { replacesPassword: true })
  }),
  withSite('receipt-unknown', 'Check what the site holds', async (stage, site) => {
    await planned(stage, site)
    site.service.faults.add({ kind: 'fail-after', how: 'reset', method: 'PATCH' })
    // From then on the site refuses to be looked at: nobody can say what became of it.
    site.service.faults.add({
      kind: 'answer-with',
      type: 'not-authorized',
      status: 403,
      method: 'GET',
      path: '/site',
      skip: 2,
      times: Infinity
    })
    await applyPlan(stage.window, { replacesPassword: true })
  }),
  withSite('hand-off', undefined, async ({ window }, site) => {
    await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin, probeWrites: true })
    const fields = { ...ldapOf(site), ldap_provisioning_enabled: true }
    await importProfile(window, site, {
      siteLdap: undefined,
      strategies: [{ id: AZURE_SAML_ID, fields }],
      safety: { ...usualSafetyLimits, mostDisabledPercent: 10 }
    })
    await window.getByRole('radio', { name: /^LDAP provisioning of/ }).check()
    await typeLdapPassword(window, site.directory.password)
    await showPlan(window)
    await applyPlan(window)
    site.service.changeAsSecondAdministrator({
      strategy: { id: AZURE_SAML_ID, fields: { ldap_host: site.directory.host, ldap_port: site.directory.ldapPort } }
    })
    await window.getByRole('button', { name: 'Check again' }).click()
    await expect(receiptLine(window, 'LDAP Host')).toContainText('Verified')
  }),
  alone('journal-empty', undefined, async ({ window }) => {
    await openScreen(window, 'Journal')
    await expect(window.getByText(/^Nothing was applied yet/)).toBeVisible()
  }),
  withSite('journal', undefined, async (stage, site) => {
    await planned(stage, site)
    await applyPlan(stage.window, { replacesPassword: true })
    await openScreen(stage.window, 'Journal')
    await stage.window.getByRole('button', { name: /^Proved/ }).click()
  }),
  interrupted('interrupted', (window) => openScreen(window, 'Home')),
  interrupted('journal-interrupted', async (window) => {
    await openScreen(window, 'Home')
    await window.getByRole('button', { name: 'Open in the journal' }).click()
    await expect(headline(window)).toBeVisible()
  })
]

function alone(name: SiteStateName, primary: State['primary'], enter: (stage: Stage) => Promise<void>): State<SiteStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      await enter(stage)
      return { [Symbol.asyncDispose]: () => startOver(stage) }
    }
  }
}

function withSite(
  name: SiteStateName,
  primary: State['primary'],
  enter: (stage: Stage, site: TestSite) => Promise<void>
): State<SiteStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      const site = await startSite()
      await enter(stage, site)
      return {
        async [Symbol.asyncDispose]() {
          await startOver(stage)
          await site[Symbol.asyncDispose]()
        }
      }
    }
  }
}

function interrupted(name: SiteStateName, look: (window: Page) => Promise<void>): State<SiteStateName> {
  return alone(name, undefined, async ({ window, userDataFolder }) => {
    await leaveInterruptedRun(userDataFolder)
    await window.reload()
    await look(window)
    await expect(window.getByText('The application ended while it was applying a plan')).toBeVisible()
  })
}

async function connect(window: Page, { service }: TestSite): Promise<void> {
  await connectSite(window, { address: service.origin, key: service.keys.siteAdmin })
}

async function planned({ window }: Stage, site: TestSite): Promise<void> {
  await connect(window, site)
  await importProfile(window, site)
  await typeLdapPassword(window, site.directory.password)
  await showPlan(window)
}

/** Somebody was faster. */
async function stopped(stage: Stage, site: TestSite): Promise<void> {
  await planned(stage, site)
  site.service.changeAsSecondAdministrator({ site: { ldap_host: 'dc2.practice.example' } })
  await pressApply(stage.window, { replacesPassword: true })
  await expect(headline(stage.window)).toHaveText('Not applied')
}

function ldapOf({ directory }: TestSite): ReturnType<typeof directoryFormAsSiteLdap> {
  return directoryFormAsSiteLdap(practiceForm(directory, undefined))
}
