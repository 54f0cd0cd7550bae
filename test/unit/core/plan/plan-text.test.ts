import { describe, expect, it } from 'vitest'
import type { Forecast } from '../../../../src-main/core/plan/forecast.ts'
import { planHeadline, planText } from '../../../../src-main/core/plan/plan-text.ts'
import { harmlessForecast, ldapOff, samplePlan, sampleState, sampleStrategy, wantedOf } from './sample-site.ts'

describe('planHeadline', () => {
  it.each<[number, number | undefined, string]>([
    [0, 0, 'Nothing to do: the site holds exactly this'],
    [0, undefined, 'Nothing to do: the site holds exactly this'],
    [1, 0, '1 setting changes, 0 people lose access'],
    [2, 1, '2 settings change, 1 person loses access'],
    [2, 1234, '2 settings change, 1,234 people lose access'],
    [2, undefined, '2 settings change; who loses access is not known']
  ])('of %d settings and %s people', (settings, people, headline) => {
    const fields = Object.fromEntries(Object.entries({ ldap_port: 636, ldap_secure: true }).slice(0, settings))
    const { changes } = samplePlan([wantedOf('site-ldap', fields)])
    expect(planHeadline({ changes, ...(people === undefined ? {} : { peopleLosingAccess: people }) })).toBe(headline)
  })
})

describe('planText', () => {
  it('can be read aloud: totals, differences, verdicts, digest', () => {
    const plan = samplePlan(
      [
        wantedOf('site-ldap', { ldap_port: 636, ldap_secure: true, ldap_host_2: 'dc2.corp.example' }, ['ldap_password']),
        wantedOf('sso-strategy:12', { provision_group_required: 'Staff,Sales' })
      ],
      { strategyWrites: 'refused' }
    )
    expect(planText(plan)).toBe(`Plan for acme.files.com
5 settings change, 0 people lose access.

LDAP settings of acme.files.com
  LDAP Backup Host   (empty) -> dc2.corp.example
  LDAP Port          389 -> 636
  Secure Connection  off -> on
  LDAP Password      will be replaced

Single sign-on “Entra ID” (12), to be entered by hand
  Only provision users in these groups  (empty) -> Staff, Sales

Safe. Nothing speaks against applying it.

Way in proved: alice.admin signs in with a password, whatever becomes of single sign-on.

Digest ${plan.digest}
`)
  })

  it('says why a plan is not safe, and what can be done', () => {
    const forecast: Forecast = { ...harmlessForecast, peopleInDirectory: 0 }
    const text = planText(
      samplePlan([wantedOf('site-ldap', { ldap_enabled: true })], { forecast, administrators: { users: [], cut: undefined } })
    )
    expect(text).toContain('Not safe.\n  The directory shows nobody. The directory was read to its end, and below DC=corp,DC=example there')
    expect(text).toContain('This can be overridden with a reason.')
    expect(text).toContain('No way in is proved.\n  Nobody could certainly get in if single sign-on fails.')
  })

  it('of nothing is short', () => {
    const plan = samplePlan([])
    expect(planText(plan)).toBe(`Plan for acme.files.com\nNothing to do: the site holds exactly this.\n\nDigest ${plan.digest}\n`)
  })

  it('lets no text of the service steer the terminal', () => {
    const state = sampleState({
      ldap: { ...ldapOff, ldap_host: 'a\u001b[2Jb' },
      strategies: [{ ...sampleStrategy(), label: '\u202eevil' }]
    })
    const text = planText(
      samplePlan([wantedOf('site-ldap', { ldap_host: 'x.example' }), wantedOf('sso-strategy:12', { label: 'a' })], { state })
    )
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })
})
