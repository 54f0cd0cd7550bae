import { describe, expect, it } from 'vitest'
import { emptyDirectoryForm } from '../../../../src-main/core/model/directory-form.ts'
import { migrateProfile } from '../../../../src-main/core/profile/migrate-profile.ts'

describe('migrateProfile', () => {
  it('leaves a profile of today as it is', () => {
    const raw = { schemaVersion: 2, name: 'x', anything: { else: [1] } }
    expect(migrateProfile(raw)).toEqual({ ok: true, value: { raw, notes: [] } })
  })

  it('makes the directory form of version 1 the wanted LDAP settings', () => {
    const form = { ...emptyDirectoryForm, host: 'dc1.corp.example', security: 'starttls', baseDn: 'DC=corp', caPem: 'pem', person: 'anna' }
    expect(migrateProfile({ schemaVersion: 1, name: 'Acme', site: 'acme', form })).toEqual({
      ok: true,
      value: {
        raw: {
          schemaVersion: 2,
          name: 'Acme',
          site: 'acme',
          directory: { security: 'starttls', caPem: 'pem', allowCleartext: false },
          siteLdap: { ldap_host: 'dc1.corp.example', ldap_port: 636, ldap_secure: true, ldap_base_dn: 'DC=corp' },
          strategies: [],
          users: []
        },
        notes: [
          'The file has version 1, a directory form. What it says became the wanted LDAP settings of the site.',
          expect.stringContaining('not StartTLS: LDAPS is entered'),
          expect.stringContaining('on this computer only')
        ]
      }
    })
  })

  it('refuses what a newer version wrote', () => {
    expect(migrateProfile({ schemaVersion: 3 })).toEqual({ ok: false, error: { kind: 'too-new', version: '3' } })
  })

  it.each([
    [null],
    [[]],
    ['text'],
    [{}],
    [{ schemaVersion: '2' }],
    [{ schemaVersion: 0 }],
    [{ schemaVersion: 1.5 }],
    [{ schemaVersion: Number.NaN }],
    [{ schemaVersion: 1 }],
    [{ schemaVersion: 1, form: [] }],
    [{ schemaVersion: 1, form: { port: 'six' } }]
  ])('does not understand %j', (raw) => {
    expect(migrateProfile(raw)).toMatchObject({ ok: false, error: { kind: 'unreadable' } })
  })
})
