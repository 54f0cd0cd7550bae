import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planDigest, canonicalText } from '../../../../src-main/core/plan/canonical-text.ts'
import { neededSecrets } from '../../../../src-main/core/plan/plan-changes.ts'
import type { Plan } from '../../../../src-main/core/plan/plan.ts'
import { fieldValueText } from '../../../../src-main/core/model/service-field-value.ts'
import { serviceField, siteLdapFields } from '../../../../src-main/core/model/service-fields.ts'
import { anna, digest, ldapOff, now, omar, samplePlan, sampleState, sampleStrategy, wantedOf } from './sample-site.ts'

describe('makePlan', () => {
  it('shows field by field what changes, in the order of the web form', () => {
    // when some fields differ and others do not, in an order of their own
    const plan = samplePlan([
      wantedOf('site-ldap', { ldap_port: 636, ldap_secure: true, ldap_host: 'DC1.corp.example.', ldap_type: 'open_ldap' }, [
        'ldap_password'
      ])
    ])
    // then
    expect(plan.changes.map(({ id, title, way }) => [id, title, way])).toEqual([['site-ldap', 'LDAP settings of acme.files.com', 'update']])
    expect(texts(plan)).toEqual([
      'LDAP Server Type: Active Directory to OpenLDAP',
      'LDAP Port: 389 to 636',
      'Secure Connection: off to on',
      'LDAP Password'
    ])
    expect(neededSecrets(plan.changes)).toEqual(['ldap_password'])
    expect(plan.madeAt).toBe(now.toISOString())
  })

  it('has nothing to do when the site holds exactly this', () => {
    const plan = samplePlan([
      wantedOf('site-ldap', {
        ldap_host: 'DC1.Corp.Example',
        ldap_host_2: '',
        ldap_host_3: '',
        ldap_base_dn: 'dc=corp, dc=EXAMPLE',
        ldap_domain: '@corp.example',
        ldap_port: 389
      }),
      wantedOf('sso-strategy:12', { provision_group_required: ' , ' }),
      wantedOf('user:34', { authentication_method: 'password' })
    ])
    expect(plan).toMatchObject({
      changes: [],
      safety: { kind: 'safe' },
      breakGlass: { kind: 'not-needed' },
      notes: [],
      peopleLosingAccess: 0
    })
  })

  it('is empty for a state and itself, whatever it holds', () => {
    fc.assert(
      fc.property(ldapValues, (ldap) => {
        const wanted = Object.fromEntries(Object.entries(ldap).map(([name, value]) => [name, value ?? '']))
        expect(samplePlan([wantedOf('site-ldap', wanted)], { state: sampleState({ ldap }) }).changes).toEqual([])
      })
    )
  })

  it('takes nobody a way in before there is another', () => {
    // given everything at once: back to a password, LDAP, two providers of which one is switched off, and one person to single sign-on
    const state = sampleState({ strategies: [sampleStrategy(12), sampleStrategy(7)] })
    const plan = samplePlan(
      [
        wantedOf('user:34', { authentication_method: 'sso', sso_strategy_id: 12 }),
        wantedOf('user:35', { authentication_method: 'password' }),
        wantedOf('sso-strategy:7', { enabled: false }),
        wantedOf('sso-strategy:12', { label: 'Entra' }),
        wantedOf('site-ldap', { ldap_port: 636 })
      ],
      { state }
    )
    expect(plan.changes.map(({ id }) => id)).toEqual(['user:35', 'site-ldap', 'sso-strategy:12', 'user:34', 'sso-strategy:7'])
    const people = [anna, omar].map(({ id }) => wantedOf(`user:${id}`, { authentication_method: 'none' }))
    expect(samplePlan([...people].reverse()).changes.map(({ id }) => id)).toEqual(['user:34', 'user:35'])
    const off = samplePlan([wantedOf('site-ldap', { ldap_enabled: false }), wantedOf('user:34', { authentication_method: 'none' })], {
      state: sampleState({ ldap: { ...ldapOff, ldap_enabled: true } })
    })
    expect(off.changes.map(({ id }) => id)).toEqual(['user:34', 'site-ldap'])
    expect(off.peopleLosingAccess).toBeUndefined()
  })

  it.each([
    ['accepted', [], 'update'],
    ['accepted', ['ldap_password'], 'hand-off'],
    ['refused', [], 'hand-off'],
    ['not-asked', [], 'hand-off']
  ] as const)('hands over a provider when writes are %s and secrets %j', (strategyWrites, secrets, way) => {
    const plan = samplePlan([wantedOf('sso-strategy:12', { label: 'Entra' }, secrets)], { strategyWrites })
    expect(plan.changes.map((change) => change.way)).toEqual([way])
  })

  it('notes what does not exist any more, and what is worth knowing about what changes', () => {
    const plan = samplePlan([
      wantedOf('user:99', { authentication_method: 'sso' }),
      wantedOf('site-ldap', { ldap_username_field: 'userPrincipalName', ldap_server_certificate: 'allow_any', ldap_host: '10.0.0.5' })
    ])
    expect(plan.notes.map((note) => note.slice(0, 24))).toEqual([
      'user:99 does not exist o',
      'LDAP Host: Certificates ',
      'LDAP Host: This address ',
      'Server certificate: With',
      'LDAP Username Field: use',
      'Server certificate: the '
    ])
  })

  it('throws for what no checked wish can hold', () => {
    expect(() => samplePlan([wantedOf('site-ldap', { site_name: 'x' })])).toThrow(TypeError)
    expect(() => samplePlan([wantedOf('site-ldap', {}), wantedOf('site-ldap', {})])).toThrow(TypeError)
  })
})

describe('the digest', () => {
  const wanted = [wantedOf('site-ldap', { ldap_port: 636, ldap_secure: true }), wantedOf('user:34', { authentication_method: 'none' })]
  const plan = samplePlan(wanted)

  it('is the same in whatever order things are wanted and read', () => {
    const fields = { ldap_port: 636, ldap_secure: true, ldap_host: 'dc9.corp.example', ldap_domain: 'other.example' }
    const state = sampleState()
    const expected = samplePlan([wantedOf('site-ldap', fields), wantedOf('user:34', { authentication_method: 'none' })], { state }).digest
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.entries(fields), { minLength: 4 }),
        fc.shuffledSubarray([...state.resources], { minLength: state.resources.length }),
        fc.boolean(),
        (entries, resources, isUserFirst) => {
          const one = wantedOf('site-ldap', Object.fromEntries(entries))
          const other = wantedOf('user:34', { authentication_method: 'none' })
          const shuffled = resources.map((resource) => ({
            ...resource,
            fields: Object.fromEntries(Object.entries(resource.fields).reverse())
          }))
          const { digest: found } = samplePlan(isUserFirst ? [other, one] : [one, other], { state: { ...state, resources: shuffled } })
          expect(found).toBe(expected)
        }
      )
    )
  })

  it('does not depend on time, people, forecast or purpose', () => {
    const other = samplePlan(wanted, {
      now: new Date('2030-01-01T00:00:00Z'),
      purpose: 'undo',
      forecast: { kind: 'not-made', because: 'no password' },
      administrators: { users: [], cut: undefined }
    })
    expect(other.digest).toBe(plan.digest)
  })

  it.each<[string, Plan]>([
    ['site', samplePlan(wanted, { state: { ...sampleState(), site: 'other.files.com' } })],
    ['a field that is not planned', samplePlan(wanted, { state: sampleState({ ldap: { ...ldapOff, ldap_domain: 'x.example' } }) })],
    [
      'a resource that is not planned',
      samplePlan(wanted, { state: sampleState({ strategies: [sampleStrategy(12, { provision_users: false })] }) })
    ],
    ['whether a field is there', samplePlan(wanted, { state: sampleState({ ldap: { ...ldapOff, ldap_host_3: '' } }) })],
    ['a wanted value', samplePlan([wantedOf('site-ldap', { ldap_port: 637, ldap_secure: true }), ...wanted.slice(1)])],
    ['a field less', samplePlan([wantedOf('site-ldap', { ldap_port: 636 }), ...wanted.slice(1)])],
    ['a secret more', samplePlan([wantedOf('site-ldap', { ldap_port: 636, ldap_secure: true }, ['ldap_password']), ...wanted.slice(1)])]
  ])('differs when %s does', (_, other) => {
    expect(other.digest).not.toBe(plan.digest)
  })

  it('survives a file, and tells when anything of what is shown about the changes was altered there', () => {
    // given every leaf of the plan's own content, one at a time
    const whole = JSON.parse(JSON.stringify(plan)) as Plan
    expect(planDigest(whole, digest)).toBe(plan.digest)
    const content = { site: whole.site, baseline: whole.baseline, changes: whole.changes }
    for (const path of leaves(content)) {
      const altered = { ...whole, ...(JSON.parse(JSON.stringify(content)) as typeof content) }
      alter(altered, path)
      expect(planDigest(altered, digest), path.join('.')).not.toBe(plan.digest)
    }
  })

  it('ignores when people were last seen', () => {
    const later = sampleState({ users: [{ ...anna, lastLoginAt: '2026-11-21T11:59:00Z', lastWebLoginAt: undefined }] })
    const earlier = sampleState({ users: [anna] })
    expect(samplePlan(wanted, { state: later }).digest).toBe(samplePlan(wanted, { state: earlier }).digest)
  })
})

describe('canonicalText', () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: 'ä', c: undefined, d: [true, null] }, '{"a":"ä","b":1,"d":[true,null]}'],
    [{ '\u{1f600}': 1, '\ufb33': 2 }, '{"\u{1f600}":1,"\ufb33":2}'],
    ['e\u0301 \u0000 " \\ \ud800', '"e\u0301 \\u0000 \\" \\\\ \\ud800"'],
    [1e21, '1e+21'],
    [-0, '0']
  ])('of %j', (value, text) => {
    expect(canonicalText(value)).toBe(text)
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [[undefined]], [() => 1], [1n]])('has none for %s', (value) => {
    expect(() => canonicalText(value)).toThrow(TypeError)
  })

  it('is read back as the same value, and is the same for equal values only', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(JSON.parse(canonicalText(one))).toEqual(JSON.parse(JSON.stringify(one)))
        if (canonicalText(one) === canonicalText(other)) expect(withoutMinusZero(one)).toEqual(withoutMinusZero(other))
      })
    )
  })
})

/** `LDAP Port: 389 to 636`. */
function texts(plan: Plan): readonly string[] {
  return plan.changes.flatMap(({ fields, resource }) =>
    fields.map((change) => {
      if (change.kind !== 'value') return change.label
      const field = serviceField(resource, change.field)
      return `${change.label}: ${fieldValueText(field, change.before)} to ${fieldValueText(field, change.after)}`
    })
  )
}

const ldapValues = fc.record(
  Object.fromEntries(
    siteLdapFields
      .filter(({ type }) => type.kind !== 'secret')
      .map(({ name, type }) => [
        name,
        type.kind === 'switch' ? fc.boolean() : type.kind === 'number' ? fc.integer() : fc.oneof(fc.string(), fc.constant(undefined))
      ])
  )
)

// JSON has no -0.
function withoutMinusZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]))
}

function alter(target: unknown, [key = '', ...rest]: readonly string[]): void {
  const record = target as Record<string, unknown>
  if (rest.length > 0) alter(record[key], rest)
  else record[key] = `${String(record[key])}x`
}
