import { describe, expect, it } from 'vitest'
import { chooseSync, parseSyncName, type SyncName } from '../../../../src-main/cli/preview/choose-sync.ts'
import type { ReadState } from '../../../../src-main/core/plan/plan.ts'
import type { Profile } from '../../../../src-main/core/profile/profile.ts'
import type { FieldValues } from '../../../../src-main/core/service/service-facts.ts'
import { sampleProfile } from '../../../support/sample-profile.ts'

function profile(siteLdap: Profile['siteLdap'], ...strategies: Profile['strategies']): Profile {
  return { ...sampleProfile, siteLdap, strategies, oauth: undefined, users: [] }
}

function state(siteLdap: FieldValues, strategies: Readonly<Record<number, FieldValues>> = {}): ReadState {
  return {
    site: 'acme.files.com',
    resources: [
      { id: 'site-ldap', resource: 'site-ldap', targetId: undefined, title: 'LDAP settings', fields: siteLdap },
      ...Object.entries(strategies).map(([id, fields]) => ({
        id: `sso-strategy:${id}`,
        resource: 'sso-strategy' as const,
        targetId: Number(id),
        title: `Provider ${id}`,
        fields
      }))
    ]
  }
}

function chosen(wanted: Profile | undefined, held: ReadState | undefined, named?: SyncName): unknown {
  const sync = chooseSync(wanted, held, named)
  if (sync.ok) return sync.value.targetId ?? 'site'
  return sync.error.kind === 'usage' ? sync.error.lines[0] : sync.error.problem.code
}

const ldap = { ldap_host: 'dc1.corp.example', ldap_base_dn: 'DC=corp,DC=example' }

describe('the sync that a preview is about', () => {
  it.each<[string, Profile | undefined, ReadState | undefined, SyncName | undefined, unknown]>([
    ['the only one of the profile', profile(ldap), undefined, undefined, 'site'],
    ['a provider, when the profile names no other', profile(undefined, { id: 12, fields: ldap }), undefined, undefined, 12],
    ['the one that is named', profile(ldap, { id: 12, fields: ldap }), undefined, 12, 12],
    ['that of the site, by its name', profile(ldap, { id: 12, fields: ldap }), undefined, 'site', 'site'],
    [
      'the one that is switched on',
      profile({ ...ldap, ldap_enabled: false }, { id: 12, fields: { ...ldap, ldap_provisioning_enabled: true } }),
      undefined,
      undefined,
      12
    ],
    ['the one of the site, when nobody wants anything', undefined, state({ ...ldap, ldap_enabled: true }), undefined, 'site'],
    ['the one that has a directory', undefined, state({ ldap_enabled: false }, { 12: ldap, 13: {} }), undefined, 12],
    [
      'the one whose rules the profile changes',
      profile(undefined, { id: 12, fields: { provision_group_required: 'Staff' } }),
      state(ldap, { 12: ldap }),
      undefined,
      12
    ]
  ])('is %s', (_, wanted, held, named, expected) => {
    expect(chosen(wanted, held, named)).toEqual(expected)
  })

  it('is asked for when several could be meant, with the words that name each', () => {
    expect(chosen(profile(ldap, { id: 12, fields: ldap }), undefined)).toBe(
      '--strategy is missing: several syncs could be meant. There are --strategy site (LDAP settings of the site), --strategy 12 (Single sign-on 12).'
    )
  })

  it('is nothing when there is none', () => {
    expect(chosen(profile(undefined), state({}))).toMatch(/^No LDAP sync is named/)
    expect(chosen(profile(ldap), undefined, 99)).toMatch(/^--strategy: there is no single sign-on provider with the number 99 here\./)
  })

  it('has what the profile wants before what the site holds', () => {
    const sync = chooseSync(profile({ ldap_host: 'dc2.corp.example' }), state({ ...ldap, ldap_domain: 'corp.example' }), undefined)

    expect(sync.ok && sync.value.fields).toEqual({
      ldap_host: 'dc2.corp.example',
      ldap_base_dn: 'DC=corp,DC=example',
      ldap_domain: 'corp.example'
    })
  })

  it.each([
    [undefined, { ok: true, value: undefined }],
    ['Site', { ok: true, value: 'site' }],
    [' 12 ', { ok: true, value: 12 }],
    ['0', { ok: false }],
    ['Entra', { ok: false }]
  ])('is named by %j', (typed, expected) => {
    expect(parseSyncName(typed)).toMatchObject(expected)
  })
})
