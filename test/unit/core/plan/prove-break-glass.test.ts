import { describe, expect, it } from 'vitest'
import { problem } from '../../../../src-main/core/errors.ts'
import { alice, bob, harmlessForecast, samplePlan, sampleState, sampleUser, wantedOf } from './sample-site.ts'

const change = wantedOf('site-ldap', { ldap_port: 636 })

describe('proveBreakGlass', () => {
  it('takes the fit administrator who was seen last', () => {
    const carol = sampleUser(3, 'carol.admin', { siteAdmin: true, lastWebLoginAt: '2026-11-21T08:00:00Z' })
    const { breakGlass } = samplePlan([change], { administrators: { users: [alice, bob, carol], cut: undefined } })
    expect(breakGlass).toMatchObject({ kind: 'proved', username: 'carol.admin' })
  })

  it('counts nobody whom the plan changes, even for the better', () => {
    const { breakGlass } = samplePlan([wantedOf('user:1', { authentication_method: 'password_and_ssh_key' })], {
      state: sampleState({ users: [alice] })
    })
    expect(breakGlass).toMatchObject({
      kind: 'not-proved',
      problem: {
        code: 'plan.break-glass.nobody',
        evidence: [
          { label: 'alice.admin', value: 'changed by this plan', personal: true },
          { label: 'bob.admin', value: 'does not sign in with a password', personal: true }
        ]
      }
    })
  })

  it('counts nobody whom the next sync would disable', () => {
    const { breakGlass } = samplePlan([change], {
      forecast: { ...harmlessForecast, wouldLose: ['Alice.Admin'] }
    })
    expect(breakGlass).toMatchObject({ kind: 'not-proved', problem: { code: 'plan.break-glass.nobody' } })
  })

  it('proves nothing from half a list', () => {
    const cut = problem('plan.read-incomplete', { what: 'the users', reason: 'the connection broke' })
    const { breakGlass } = samplePlan([change], { administrators: { users: [alice], cut } })
    expect(breakGlass).toMatchObject({ kind: 'not-proved', problem: { code: 'plan.break-glass.list-cut' } })
  })

  it('needs none for a plan without changes', () => {
    expect(samplePlan([], { administrators: { users: [], cut: undefined } }).breakGlass).toEqual({ kind: 'not-needed' })
  })
})
