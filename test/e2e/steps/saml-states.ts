import { otherTenantNames } from '../../../src-main/practice/entra/practice-tenant-names.ts'
import { wrappings } from '../../support/saml/attack-response.ts'
import { pressApply } from './apply-plan.ts'
import { expect } from './expect.ts'
import { playMicrosoft } from './play-microsoft.ts'
import {
  beginProof,
  giveKey,
  importAnswers,
  readResponse,
  rehearseRollover,
  sharedMetadata,
  sharedResponse,
  sharedTenant,
  tellNewProvider,
  tickAllScreens
} from './saml-scenes.ts'
import { openSaml, openSamlStep, pasteMetadata, pressSaml, usePracticeTenant } from './saml-screen.ts'
import { showPlan } from './show-plan.ts'
import { signInAt } from './sign-in-at.ts'
import { startOver } from './start-over.ts'
import { startPracticeSite } from './start-practice-site.ts'
import type { Stage, State } from './state.ts'

export type SamlStateName =
  | 'saml-without-site'
  | 'saml-entra'
  | 'saml-answers'
  | 'saml-given'
  | 'saml-reading'
  | 'saml-found'
  | 'saml-refused'
  | 'saml-told'
  | 'saml-told-with-errors'
  | 'saml-stored'
  | 'saml-plan'
  | 'saml-hand-off'
  | 'saml-prove'
  | 'saml-waiting'
  | 'saml-proved'
  | 'saml-not-proved'
  | 'saml-error-page'
  | 'saml-response-empty'
  | 'saml-response-with-errors'
  | 'saml-response'
  | 'saml-response-attacked'
  | 'saml-response-no-response'
  | 'saml-rollover-empty'
  | 'saml-rollover'
  | 'saml-rollover-failed'

/** Everything about SAML that the window can show. Each begins without a site, and leaves none. */
export const samlStates: readonly State<SamlStateName>[] = [
  state('saml-without-site', undefined, ({ window }) => openSaml(window)),
  state('saml-entra', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openSamlStep(window, 'entra')
    for (const title of ['Create the application', 'Choose SAML']) {
      await window.getByRole('checkbox', { name: `Done: ${title}` }).check()
      await window.getByRole('button', { name: new RegExp(`\\. ${title}`) }).click()
    }
    await window.getByRole('button', { name: 'Explain: Relay State (Optional)' }).click()
  }),
  state('saml-answers', undefined, async (stage) => {
    await startPracticeSite(stage.window)
    await importAnswers(stage)
  }),
  state('saml-given', 'Check what Entra ID gave', async ({ window }) => {
    await openSamlStep(window, 'given')
    await window.getByRole('button', { name: 'Explain: Tenant ID' }).click()
    await pressSaml(window, 'Check what Entra ID gave')
    await expect(window.getByRole('textbox', { name: 'Metadata URL' })).toBeFocused()
  }),
  { name: 'saml-reading', primary: undefined, enter: reading },
  state('saml-found', 'Check what Entra ID gave', async ({ window }) => {
    await startPracticeSite(window)
    await usePracticeTenant(window)
  }),
  state('saml-refused', 'Check what Entra ID gave', async ({ window }) => {
    const { names } = await sharedTenant()
    await pasteMetadata(window, (await sharedMetadata()).replaceAll(`/${names.tenantId}/`, '/common/'))
  }),
  state('saml-told', 'Show the plan', async ({ window }) => {
    await startPracticeSite(window)
    await tickAllScreens(window)
    await tellNewProvider(window)
    await expect(window.getByText('Saved', { exact: true })).toBeVisible()
  }),
  state('saml-told-with-errors', 'Show the plan', async ({ window }) => {
    await startPracticeSite(window)
    await openSamlStep(window, 'told')
    await window.getByRole('radio', { name: /^A new one/ }).check()
    await window.getByRole('textbox', { name: 'Display name' }).fill('')
    await pressSaml(window, 'Show the plan')
    await expect(window.getByRole('textbox', { name: 'Display name' })).toBeFocused()
  }),
  state('saml-stored', 'Show the plan', async ({ window }) => {
    await startPracticeSite(window)
    await usePracticeTenant(window)
    await openSamlStep(window, 'told')
    await window.getByRole('radio', { name: /^“Practice Entra ID”/ }).check()
    await pressSaml(window, 'Compare with what is stored')
    await expect(window.getByRole('region', { name: 'Comparison' })).toBeVisible()
    await window.getByRole('region', { name: 'What the site stores now' }).evaluate((part) => part.scrollIntoView({ block: 'center' }))
  }),
  state('saml-plan', /^Hand off \d/, async ({ window }) => {
    await tellNewProvider(window)
    await showPlan(window)
  }),
  state('saml-hand-off', undefined, async ({ window }) => {
    await tellNewProvider(window)
    await showPlan(window)
    await pressApply(window)
    await expect(window.getByRole('button', { name: 'Save the receipt' })).toBeVisible()
  }),
  state('saml-prove', 'Open the browser and wait', async ({ window }) => {
    await startPracticeSite(window)
    await openSamlStep(window, 'prove')
  }),
  state('saml-waiting', undefined, async (stage) => {
    await beginProof(stage)
    await expect(stage.window.getByText(/^Waiting since/)).toBeVisible()
  }),
  state('saml-proved', 'Open the browser and wait', async (stage) => {
    await signInAt(await beginProof(stage), 'anna.smith')
    await expect(stage.window.getByRole('heading', { name: 'Signed in as anna.smith@practice.example' })).toBeVisible()
  }),
  state('saml-not-proved', 'Open the browser and wait', async (stage) => {
    await signInAt(await beginProof(stage), 'anna.smith', 'not-assigned')
    await expect(stage.window.getByRole('main').getByRole('alert')).toContainText('What happened')
  }),
  state('saml-error-page', 'Open the browser and wait', async ({ window }) => {
    await startPracticeSite(window)
    await openSamlStep(window, 'prove')
    await window.getByRole('textbox', { name: /^Did the sign-in end on an error page/ }).fill('AADSTS700016: Application not found')
    await pressSaml(window, 'Explain the error')
    await expect(window.getByRole('main').getByRole('alert')).toContainText('What happened')
  }),
  state('saml-response-empty', 'Read the response', ({ window }) => openSaml(window, 'response')),
  state('saml-response-with-errors', 'Read the response', async ({ window }) => {
    await openSaml(window, 'response')
    await window.getByRole('radio', { name: /^When it was received/ }).check()
    await pressSaml(window, 'Read the response')
    await expect(window.getByRole('textbox', { name: 'Response as text' })).toBeFocused()
  }),
  state('saml-response', 'Read the response', async ({ window }) => {
    await readResponse(window, (await sharedResponse()).base64)
  }),
  state('saml-response-attacked', 'Read the response', async ({ window }) => {
    const attack = wrappings['XSW3: a forged assertion before the signed one']?.attack
    await readResponse(window, attack?.((await sharedResponse()).xml) ?? '')
  }),
  state('saml-response-no-response', 'Read the response', async ({ window }) => {
    await readResponse(window, 'Dear colleague, here is the response that you wanted.')
  }),
  state('saml-rollover-empty', 'Rehearse the roll-over', ({ window }) => openSaml(window, 'rollover')),
  state('saml-rollover', 'Rehearse the roll-over', ({ window }) => rehearseRollover(window)),
  state('saml-rollover-failed', 'Rehearse the roll-over', async ({ window }) => {
    await openSaml(window, 'rollover')
    for (const side of ['The old key', 'The new key'] as const) await giveKey(window, side, 'no certificate in here')
    await pressSaml(window, 'Rehearse the roll-over')
    await expect(window.getByRole('main').getByRole('alert').first()).toContainText('What happened')
  })
]

function state(name: SamlStateName, primary: State['primary'], enter: (stage: Stage) => Promise<void>): State<SamlStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      await enter(stage)
      return { [Symbol.asyncDispose]: () => startOver(stage) }
    }
  }
}

/** Of an address that never answers. The practice tenant would, once practice has begun. */
async function reading(stage: Stage): Promise<AsyncDisposable> {
  const { app, window } = stage
  const microsoft = await playMicrosoft(app, await sharedTenant())
  microsoft.fallSilent()
  await openSamlStep(window, 'given')
  await window.getByRole('textbox', { name: 'Metadata URL' }).fill(otherTenantNames().metadataUrl)
  await pressSaml(window, 'Check what Entra ID gave')
  await expect(window.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible()
  return {
    async [Symbol.asyncDispose]() {
      await startOver(stage)
      await microsoft[Symbol.asyncDispose]()
    }
  }
}
