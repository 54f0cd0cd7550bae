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

  it.each([true, undefined])('counts nobody whom a sync may disable that nobody has looked at (managed: %s)', (externallyManaged) => {
    const administrators = { users: [{ ...alice, externallyManaged }], cut: undefined }
    const plan = samplePlan([wantedOf('site-ldap', { ldap_enabled: true })], {
      administrators,
      forecast: { kind: 'not-made', because: 'no password' }
    })
    expect(plan.breakGlass).toMatchObject({
      kind: 'not-proved',
      problem: { evidence: [{ value: 'may be disabled by the next sync: nobody has looked what it would do' }] }
    })
    expect(samplePlan([change], { administrators, forecast: harmlessForecast }).breakGlass.kind).toBe('proved')
  })

  it.each(['provision_site_admin_groups', 'provision_readonly_site_admin_groups'])(
    'counts nobody whom the next sync may make an ordinary user by %s',
    (field) => {
      const plan = (externallyManaged: boolean) =>
        samplePlan([wantedOf('sso-strategy:12', { [field]: 'Chiefs' })], {
          administrators: { users: [{ ...alice, externallyManaged }], cut: undefined }
        })
      expect(plan(true).breakGlass).toMatchObject({
        kind: 'not-proved',
        problem: { evidence: [{ value: 'may lose the rights of an administrator by the next sync' }] }
      })
      expect(plan(false).breakGlass.kind).toBe('proved')
    }
  )

  it('proves nothing from half a list', () => {
    const cut = problem('plan.read-incomplete', { what: 'the users', reason: 'the connection broke' })
    const { breakGlass } = samplePlan([change], { administrators: { users: [alice], cut } })
    expect(breakGlass).toMatchObject({ kind: 'not-proved', problem: { code: 'plan.break-glass.list-cut' } })
  })

  it('needs none for a plan without changes', () => {
    expect(samplePlan([], { administrators: { users: [], cut: undefined } }).breakGlass).toEqual({ kind: 'not-needed' })
  })
})
