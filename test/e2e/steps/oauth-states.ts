import { practiceRegistration } from '../../../src-main/practice/entra/practice-registration.ts'
import { pressApply } from './apply-plan.ts'
import { expect } from './expect.ts'
import {
  fillRegistration,
  nameAffected,
  openOauthStep,
  pressOauth,
  secretBox,
  testRegistration,
  usePracticeRegistration
} from './oauth-screen.ts'
import { openScreen } from './open-screen.ts'
import { rerouteMicrosoft } from './reroute-microsoft.ts'
import { showPlan } from './show-plan.ts'
import { startOver } from './start-over.ts'
import { startPracticeSite } from './start-practice-site.ts'
import type { Stage, State } from './state.ts'

export type OauthStateName =
  | 'oauth-without-site'
  | 'oauth-limits'
  | 'oauth-affected'
  | 'oauth-entra'
  | 'oauth-given'
  | 'oauth-given-with-errors'
  | 'oauth-testing'
  | 'oauth-found'
  | 'oauth-refused'
  | 'oauth-told-without-ids'
  | 'oauth-told'
  | 'oauth-plan'
  | 'oauth-hand-off'
  | 'oauth-prove'

const practice = practiceRegistration()

/** Everything about OAuth that the window can show. Each begins without a site, and leaves none. */
export const oauthStates: readonly State<OauthStateName>[] = [
  state('oauth-without-site', 'Connect a site', ({ window }) => openScreen(window, 'OAuth')),
  state('oauth-limits', 'Name the people affected', async ({ window }) => {
    await startPracticeSite(window)
    await openOauthStep(window, 'limits')
  }),
  state('oauth-affected', 'Name the people affected', async ({ window }) => {
    await startPracticeSite(window)
    await nameAffected(window)
    await window.getByRole('region', { name: 'People affected' }).locator('summary').first().click()
  }),
  state('oauth-entra', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openOauthStep(window, 'entra')
    await window.getByRole('checkbox', { name: 'Done: Register the application' }).check()
    await window.getByRole('button', { name: 'Explain: Redirect URI, platform' }).click()
  }),
  state('oauth-given', 'Test with Microsoft', async ({ window }) => {
    await startPracticeSite(window)
    await openOauthStep(window, 'given')
    await window.getByRole('button', { name: 'Explain: Client secret' }).click()
  }),
  state('oauth-given-with-errors', 'Test with Microsoft', async ({ window }) => {
    await fillRegistration(window, { tenantId: 'common', clientId: 'files', secret: '9b2c4e0a-7d31-4f58-a6c0-1e5d8f2b3a47' })
    await pressOauth(window, 'Test with Microsoft')
    await expect(window.getByRole('textbox', { name: 'Tenant ID' })).toBeFocused()
    await expect(secretBox(window)).toHaveAttribute('aria-invalid', 'true')
  }),
  { name: 'oauth-testing', primary: undefined, enter: testing },
  state('oauth-found', 'Test with Microsoft', async ({ window }) => {
    await startPracticeSite(window)
    await usePracticeRegistration(window)
  }),
  state('oauth-refused', 'Test with Microsoft', async ({ window }) => {
    await startPracticeSite(window)
    await usePracticeRegistration(window)
    await testRegistration(window, { ...practice, secret: practice.endedSecret })
  }),
  state('oauth-told-without-ids', 'Show the plan', async ({ window }) => {
    await startPracticeSite(window)
    await openOauthStep(window, 'told')
    await expect(window.getByRole('button', { name: 'Go to step 3' })).toBeVisible()
  }),
  state('oauth-told', 'Show the plan', tellNewProvider),
  state('oauth-plan', /^Hand off \d/, async (stage) => {
    await tellNewProvider(stage)
    await showPlan(stage.window)
  }),
  state('oauth-hand-off', undefined, async (stage) => {
    await tellNewProvider(stage)
    await showPlan(stage.window)
    await pressApply(stage.window)
    await expect(stage.window.getByRole('button', { name: 'Save the receipt' })).toBeVisible()
  }),
  state('oauth-prove', undefined, async ({ window }) => {
    await startPracticeSite(window)
    await openOauthStep(window, 'prove')
  })
]

function state(name: OauthStateName, primary: State['primary'], enter: (stage: Stage) => Promise<void>): State<OauthStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      await enter(stage)
      return { [Symbol.asyncDispose]: () => startOver(stage) }
    }
  }
}

/** At the practice site: a new provider, ready to be planned. */
async function tellNewProvider({ window }: Stage): Promise<void> {
  await startPracticeSite(window)
  await usePracticeRegistration(window)
  await openOauthStep(window, 'told')
  await window.getByRole('radio', { name: /^A new one/ }).check()
  await expect(window.getByText('Saved', { exact: true })).toBeVisible()
}

/** Of a tenant that never answers. */
async function testing(stage: Stage): Promise<AsyncDisposable> {
  const { app, window } = stage
  const microsoft = await rerouteMicrosoft(app, () => undefined)
  await fillRegistration(window, {
    tenantId: '7a31c0de-52b4-4c1e-9d0f-5b1c6a2e8f40',
    clientId: '1f0e9d8c-7b6a-4594-8372-6150abcdef98',
    secret: ''
  })
  await pressOauth(window, 'Test with Microsoft')
  await expect(window.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible()
  return {
    async [Symbol.asyncDispose]() {
      await startOver(stage)
      await microsoft[Symbol.asyncDispose]()
    }
  }
}
