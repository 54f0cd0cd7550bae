import { expect } from './expect.ts'
import { openProvisioning, openScimStep } from './provisioning-screen.ts'
import { startOver } from './start-over.ts'
import { startPracticeSite } from './start-practice-site.ts'
import type { Stage, State } from './state.ts'

export type ProvisioningStateName =
  | 'provisioning-without-site'
  | 'provisioning-scim'
  | 'provisioning-token'
  | 'provisioning-token-with-errors'
  | 'provisioning-entra'
  | 'provisioning-rehearsed'
  | 'provisioning-mappings'
  | 'provisioning-following'
  | 'provisioning-jit'
  | 'provisioning-renames'
  | 'provisioning-ldap'
  | 'provisioning-log'

/** Everything about provisioning that the window can show. Each begins without a site, and leaves none. */
export const provisioningStates: readonly State<ProvisioningStateName>[] = [
  state('provisioning-without-site', 'Connect a site', ({ window }) => openProvisioning(window)),
  state('provisioning-scim', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openScimStep(window, 'switch')
    await expect(window.getByRole('heading', { name: /^SCIM is on/ })).toBeVisible()
  }),
  state('provisioning-token', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openScimStep(window, 'token')
    await window.getByRole('button', { name: 'Take it from the site' }).click()
    await window.getByRole('button', { name: 'Copy the token' }).click()
    await expect(window.getByText(/^The token is on the clipboard/)).toBeVisible()
  }),
  state('provisioning-token-with-errors', 'Keep the token', async ({ window }) => {
    await startPracticeSite(window)
    await openScimStep(window, 'token')
    // The practice site goes on with its token for as long as the application runs.
    const forget = window.getByRole('button', { name: 'Forget the token' })
    await expect(forget.or(window.getByRole('button', { name: 'Take it from the site' }))).toBeVisible()
    if (await forget.isVisible()) await forget.click()
    await window.getByRole('button', { name: 'Keep the token', exact: true }).click()
    await expect(window.getByRole('textbox', { name: 'SCIM token' })).toBeFocused()
  }),
  state('provisioning-entra', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openScimStep(window, 'entra')
    await window.getByRole('checkbox', { name: 'Done: Open provisioning of the application' }).check()
  }),
  state('provisioning-rehearsed', 'Rehearse provisioning', async ({ window }) => {
    await openScimStep(window, 'rehearse')
    await window.getByRole('main').getByRole('button', { name: 'Rehearse provisioning', exact: true }).click()
    await window.getByRole('button', { name: /^What was asked and answered/ }).click()
    await window.getByText('Bodies').first().click()
  }),
  state('provisioning-mappings', undefined, async ({ window }) => {
    await openScimStep(window, 'mappings')
    await window
      .getByLabel('Choose the exported mappings')
      .setInputFiles({ name: 'schema.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(exportedMappings)) })
    await expect(window.getByRole('table', { name: 'Mappings' })).toBeVisible()
  }),
  state('provisioning-following', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openScimStep(window, 'follow')
    await window.getByRole('textbox', { name: /^User principal name/ }).fill('anna.smith@practice.example')
    await window.getByRole('button', { name: 'Wait for the requests' }).click()
    await expect(window.getByText(/^Waiting since/)).toBeVisible()
  }),
  state('provisioning-jit', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openProvisioning(window, 'Just in time')
    await expect(window.getByLabel('Choose the file with the names')).toBeAttached()
  }),
  state('provisioning-renames', 'Put 1 rename into the plan', async ({ window }) => {
    await startPracticeSite(window)
    await openProvisioning(window, 'Just in time')
    const [id = ''] = await window.getByRole('list', { name: 'Groups that are called by an id' }).getByRole('code').allInnerTexts()
    await window
      .getByLabel('Choose the file with the names')
      .setInputFiles({ name: 'groups.csv', mimeType: 'text/csv', buffer: Buffer.from(`id,displayName\n${id},Engineering\n`) })
    await expect(window.getByRole('table', { name: 'Renames' })).toBeVisible()
  }),
  state('provisioning-ldap', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openProvisioning(window, 'LDAP provisioning')
  }),
  state('provisioning-log', 'Read the log again', async ({ window }) => {
    await startPracticeSite(window)
    await openProvisioning(window, 'SCIM log')
    await window.getByRole('list', { name: 'Causes' }).getByRole('button').first().click()
    await window.getByRole('table', { name: 'Requests' }).getByRole('button').first().click()
  })
]

const exportedMappings = {
  attributeMappings: [
    {
      targetAttributeName: 'userName',
      matchingPriority: 1,
      source: { type: 'Attribute', name: 'mail', expression: '[mail]', parameters: [] }
    },
    {
      targetAttributeName: 'displayName',
      matchingPriority: 0,
      source: { type: 'Attribute', name: 'displayName', expression: '[displayName]', parameters: [] }
    }
  ]
}

function state(
  name: ProvisioningStateName,
  primary: State['primary'],
  enter: (stage: Stage) => Promise<void>
): State<ProvisioningStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      await enter(stage)
      return { [Symbol.asyncDispose]: () => startOver(stage) }
    }
  }
}
