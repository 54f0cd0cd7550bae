import { describe, expect, it } from 'vitest'
import { checkHandOff, handOffPlace, handOffSteps } from '../../../../src-main/core/plan/hand-off.ts'
import { samplePlan, wantedOf } from './sample-site.ts'

const [change] = samplePlan(
  [
    wantedOf(
      'sso-strategy:12',
      { provision_group_required: 'Staff,Sales', ldap_type: 'open_ldap', ldap_port: 636, provision_users: false },
      ['ldap_password']
    )
  ],
  { strategyWrites: 'refused' }
).changes
if (change === undefined) throw new TypeError('nothing changes')
const handedOff = change

describe('a hand-off', () => {
  it('lists exact values in the order of the web form', () => {
    expect(handOffSteps(handedOff).map(({ label, value, isSecret }) => [label, value, isSecret])).toEqual([
      ['LDAP Server Type', 'OpenLDAP', false],
      ['LDAP Port', '636', false],
      ['LDAP Password', 'the password of the service account, which only you have', true],
      ['Create users', 'No', false],
      ['Only provision users in these groups', 'Staff,Sales', false]
    ])
  })

  it('leads to the form by a page that exists and the words on it', () => {
    expect(handOffPlace(handedOff, 'https://acme.files.com')).toEqual({
      pageUrl: 'https://acme.files.com/',
      path: ['“SSO Providers” in the search box at the top of the page', 'Edit, in the line of the provider']
    })
  })

  it('turns done field by field, and never claims to know about the secret', () => {
    const arrived = { ldap_type: 'open_ldap', ldap_port: 636, provision_users: true, provision_group_required: 'Sales, Staff' }
    expect(checkHandOff(handedOff, undefined).state).toBe('waiting')
    expect(states(arrived)).toEqual(['waiting', 'verified', 'verified', 'not-known', 'differs', 'verified'])
    expect(states({ ...arrived, provision_users: false })).toEqual(['done', 'verified', 'verified', 'not-known', 'verified', 'verified'])
  })
})

function states(actual: Parameters<typeof checkHandOff>[1]): readonly string[] {
  const { state, fields } = checkHandOff(handedOff, actual)
  return [state, ...fields.map((field) => field.state)]
}
