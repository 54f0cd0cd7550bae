import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlanSource } from '../../../src-main/app/operations/make-site-plan.ts'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Profile, WantedOauth } from '../../../src-main/core/profile/profile.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

const TENANT = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'
const CLIENT = '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b'

let world: ApplyWorld
beforeEach(async () => {
  world = await startApplyWorld({ strategyWrites: 'accepted', strategies: 'azure-saml-and-oauth' })
})
afterEach(() => world[Symbol.asyncDispose]())

const oauth: WantedOauth = {
  strategyId: 102,
  displayName: 'Practice Entra ID (trial)',
  tenantId: TENANT,
  clientId: CLIENT,
  entersCredentials: true,
  secretEndsOn: undefined,
  enabled: undefined,
  showOnLoginPage: undefined,
  fields: {}
}
const users = [
  { username: 'petra.plain', authenticationMethod: 'sso', ssoStrategyId: 102, clear2fa: false, newUsername: undefined, newEmail: undefined }
]
const source = (wanted: Partial<Profile>): PlanSource => ({ kind: 'profile', profile: world.profile(wanted) })

describe('credentials of OAuth', () => {
  beforeEach(() => world.practice.changeAsSecondAdministrator({ strategy: { id: 102, fields: { enabled: true } } }))

  it('that wait to be entered keep people from being moved to their provider, in the same run and in the next', async () => {
    for (let time = 0; time < 2; time += 1) {
      const end = await world.apply(source({ oauth, users }))

      expect(receiptIn(end).changes).toMatchObject([
        { change: { id: 'sso-strategy:102', way: 'hand-off' }, state: 'waiting' },
        { change: { id: 'user:5' }, state: 'not-done', problem: { code: 'apply.provider-by-hand' } }
      ])
    }
    expect(world.practice.state.users.get(5)?.authentication_method).toBe('password')
  })

  it('no longer wanted let people be moved', async () => {
    const end = await world.apply(source({ oauth: { ...oauth, entersCredentials: false }, users }))

    expect(receiptIn(end).outcome).toBe('proved')
  })

  it('go on waiting, and the run says that no check will ever change that', async () => {
    const end = await world.apply(source({ oauth }))
    const { runId } = receiptIn(end)

    const checked = await checkRun(world.ports, { runId, reader: world.service }, neverCancelled)

    if (!checked.ok || end.kind !== 'ran') throw new TypeError('The run was not found')
    for (const run of [end.run, checked.value]) {
      expect(run.outcome).toBe('handed-off')
      expect(run.nextStep).toMatch(
        /^Enter the values in the web form\. No reading shows them.*Let one person sign in.*take “clientSecret” out/s
      )
      expect(run.handOffs[0]?.steps.map(({ state }) => state)).toEqual(['only-by-sign-in', 'only-by-sign-in', 'only-by-sign-in'])
    }
    expect(world.writes('PATCH', '/sso_strategies/102')).toBe(0)
  })
})
