import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsToSend } from '../../../../src-main/core/plan/fields-to-send.ts'
import { readBack } from '../../../../src-main/core/plan/read-back.ts'
import { wantedFromProfile } from '../../../../src-main/core/plan/wanted.ts'
import { Secret } from '../../../../src-main/core/secret.ts'
import {
  alice,
  bob,
  ldapOff,
  sampleChange,
  samplePlan,
  sampleProfile,
  sampleState,
  sampleStrategy,
  shownText,
  wantedOf
} from './sample-site.ts'

const secretText = fc
  .string({ minLength: 12, maxLength: 40, unit: fc.constantFrom('a', 'Z', '0', '9', '!', '"', '\\', '<', '&', 'ä', '€', ' ') })
  .map((text) => `s3!${text}`)

describe('no secret', () => {
  it('gets into a plan, its text or what was read back, wherever the service or the profile had it', () => {
    fc.assert(
      fc.property(secretText, fc.constantFrom('accepted', 'refused', 'lost', 'not-sent'), (text, answer) => {
        // given answers of the service with secrets in fields that should not be there, and a profile that asks for the password
        const ldap = { ...ldapOff, ldap_password_change: text, ldap_password_change_confirmation: text, ldap_password: text }
        const strategy = sampleStrategy(12, { scim_oauth_access_token: text, client_secret: text })
        const state = sampleState({ ldap, strategies: [strategy] })
        const wanted = wantedFromProfile(sampleProfile({ siteLdap: { ldap_port: 636, ldap_password: 'set' } }), state)
        const plan = samplePlan(wanted.ok ? wanted.value : [], { state, administrators: { users: [alice, bob], cut: undefined } })
        // when it is shown, kept and read back
        const read = plan.changes.map((change) => readBack(change, state.resources[0]?.fields, answer))
        // then the secret is nowhere
        expect(plan.changes).toHaveLength(1)
        const shown = [shownText(plan), JSON.stringify(plan), JSON.stringify(state), JSON.stringify(read)].join('\n')
        expect(shown).not.toContain(text)
        expect(shown).not.toContain(JSON.stringify(text).slice(1, -1))
      })
    )
  })

  it('is repeated when a profile has one in the wrong place', () => {
    fc.assert(
      fc.property(
        secretText,
        fc.constantFrom('ldap_password', 'ldap_port', 'ldap_enabled', 'ldap_type', 'ldap_server_certificate'),
        (text, name) => {
          const result = wantedFromProfile(sampleProfile({ siteLdap: { [name]: text } }), sampleState())
          expect(result.ok).toBe(false)
          expect(JSON.stringify(result)).not.toContain(JSON.stringify(text).slice(1, -1))
        }
      )
    )
  })
})

describe('fieldsToSend', () => {
  it('sends what changes and nothing else; the password twice, as a secret', () => {
    const secret = new Secret('correct horse')
    const change = sampleChange({ ldap_host_2: 'dc2.corp.example', ldap_domain: '', ldap_secure: true }, ['ldap_password'])
    expect(fieldsToSend(change, new Map([['ldap_password', secret]]))).toEqual({
      ok: true,
      value: {
        ldap_host_2: 'dc2.corp.example',
        ldap_secure: true,
        ldap_password_change: secret,
        ldap_password_change_confirmation: secret,
        ldap_domain: ''
      }
    })
  })

  it.each([
    ['no', new Map()],
    ['an empty', new Map([['ldap_password', new Secret('')]])]
  ])('sends nothing when %s password was given', (_, secrets) => {
    expect(fieldsToSend(sampleChange({}, ['ldap_password']), secrets)).toMatchObject({ ok: false, error: { code: 'plan.secret-missing' } })
  })

  it('empties a text with an empty text, and a number with nothing at all', () => {
    const [change] = samplePlan([wantedOf('user:34', { authentication_method: 'sso', sso_strategy_id: 12 })]).changes
    if (change === undefined) throw new TypeError('nothing changes')
    const number = { kind: 'value', field: 'sso_strategy_id', label: 'x', before: 12, after: '', readBack: 'exact' } as const
    expect(fieldsToSend({ ...change, fields: [number] }, new Map())).toEqual({ ok: true, value: { sso_strategy_id: undefined } })
    expect(fieldsToSend(sampleChange({ ldap_domain: '' }), new Map())).toEqual({ ok: true, value: { ldap_domain: '' } })
  })

  it('removes second factors by an order that needs no value', () => {
    const [change] = samplePlan([wantedOf('user:34', { authentication_method: 'sso', sso_strategy_id: 12 }, ['clear_2fa'])]).changes
    if (change === undefined) throw new TypeError('nothing changes')
    expect(fieldsToSend(change, new Map())).toEqual({
      ok: true,
      value: { authentication_method: 'sso', sso_strategy_id: 12, clear_2fa: true }
    })
  })

  it('throws for what a person enters, and for a secret of which nobody knows how it is sent', () => {
    const [change] = samplePlan([wantedOf('sso-strategy:12', { label: 'x' }, ['ldap_password'])]).changes
    if (change === undefined) throw new TypeError('nothing changes')
    expect(() => fieldsToSend(change, new Map())).toThrow(TypeError)
    expect(() => fieldsToSend({ ...change, way: 'update' }, new Map())).toThrow(TypeError)
  })
})
