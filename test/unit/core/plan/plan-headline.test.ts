import { describe, expect, it } from 'vitest'
import { planHeadline } from '../../../../src-main/core/plan/plan-headline.ts'
import { samplePlan, wantedOf } from './sample-site.ts'

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
