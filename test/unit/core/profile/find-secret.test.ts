import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceFieldsOf } from '../../../../src-main/core/model/service-fields.ts'
import { findSecret } from '../../../../src-main/core/profile/find-secret.ts'

describe('findSecret', () => {
  it.each<[unknown, string | undefined]>([
    [{ password: 'x' }, 'password'],
    [{ siteLdap: { ldap_password: 'hunter2' } }, 'siteLdap.ldap_password'],
    [{ siteLdap: { ldap_password: 'set' } }, undefined],
    [{ siteLdap: { ldap_password: ' set' } }, 'siteLdap.ldap_password'],
    [{ other: { password: 'set' } }, 'other.password'],
    [{ siteLdap: { ldap_password_change: 'x' } }, 'siteLdap.ldap_password_change'],
    [{ strategies: [{ id: 1, fields: {} }, { fields: { client_secret: 'x' } }] }, 'strategies[1].fields.client_secret'],
    [{ apiKey: 'x' }, 'apiKey'],
    [{ 'api-key': 'x' }, 'api-key'],
    [{ API_KEY: 'x' }, 'API_KEY'],
    [{ key: 'x' }, 'key'],
    [{ filesToken: 'x' }, 'filesToken'],
    [{ pin: 1234 }, 'pin'],
    [{ passwords: ['a', 'b'] }, 'passwords[0]'],
    [{ password: '' }, undefined],
    [{ password: null }, undefined],
    [{ password: true }, undefined],
    [{ note: '-----BEGIN RSA PRIVATE KEY-----\nMII' }, 'note'],
    [{ directory: { caPem: '-----BEGIN CERTIFICATE-----\nMII' } }, undefined],
    [{ name: 'The password is in the safe' }, undefined],
    [{ users: [{ username: 'a', authenticationMethod: 'password', clear2fa: true }] }, undefined],
    [{ safety: { protectedUsers: ['token'] } }, undefined],
    ['text', undefined],
    [null, undefined]
  ])('in %j', (raw, path) => {
    expect(findSecret(raw)).toBe(path)
  })

  it('takes no field that can be planned for one, except the password', () => {
    const names = (['site-ldap', 'sso-strategy', 'user', 'group'] as const).flatMap((kind) => serviceFieldsOf(kind).map(({ name }) => name))
    expect(names.filter((name) => findSecret({ [name]: 'x' }) !== undefined)).toEqual(['ldap_password', 'client_secret', 'ldap_password'])
  })

  it('ends on anything, circles too', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(findSecret(circle)).toBeUndefined()
    fc.assert(fc.property(fc.anything(), (raw) => void findSecret(raw)))
  })

  it('finds a password wherever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ minLength: 1 }), (around, text) => {
        fc.pre(findSecret(around) === undefined && text !== 'set')
        expect(findSecret([around, { deep: { ldap_password: text } }])).toBe('[1].deep.ldap_password')
      })
    )
  })
})
