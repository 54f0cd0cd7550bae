import { describe, expect, it } from 'vitest'
import { strategyFields } from '../../../../src-main/core/model/service-fields.ts'
import { sameFieldValue } from '../../../../src-main/core/model/service-field-value.ts'
import type { PlanInput } from '../../../../src-main/core/plan/make-plan.ts'
import type { ProviderKeys } from '../../../../src-main/core/plan/judge-provider-keys.ts'
import { providerKeyReasons } from '../../../../src-main/core/plan/judge-provider-keys.ts'
import { providerToSwitchOn } from '../../../../src-main/core/plan/lost-by-plan.ts'
import type { Plan } from '../../../../src-main/core/plan/plan.ts'
import { stillWantedNotes } from '../../../../src-main/core/plan/still-wanted-notes.ts'
import { verifyWanted } from '../../../../src-main/core/plan/verify-wanted.ts'
import { wantedFromProfile } from '../../../../src-main/core/plan/wanted.ts'
import type { WantedSaml, WantedUser } from '../../../../src-main/core/profile/profile.ts'
import type { SamlSource } from '../../../../src-main/core/saml/saml-source.ts'
import { fieldsOfSource } from '../../../../src-main/core/saml/wanted-of-source.ts'
import type { StrategyFacts } from '../../../../src-main/core/service/service-facts.ts'
import { anna, now, omar, samplePlan, sampleProfile, sampleState, sampleStrategy, wantedOf } from './sample-site.ts'

const url: SamlSource = { mode: 'url', url: 'https://login.microsoftonline.com/t/federationmetadata.xml?appid=1' }

describe('switching off a provider', () => {
  it.each<[number | undefined, string]>([
    [40, 'unsafe'],
    [11, 'unsafe'],
    [10, 'safe'],
    [0, 'safe'],
    // The site does not tell how many.
    [undefined, 'unsafe']
  ])('by which %j people sign in is %s', (userCount, kind) => {
    const plan = planOf(samlOf({ source: undefined, enabled: false }), [{ ...sampleStrategy(), userCount }])

    expect(plan.safety.kind).toBe(kind)
    if (plan.safety.kind === 'safe') return
    expect(plan.safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden])).toEqual([
      ['plan.safety.provider-off', true]
    ])
    expect(plan.safety.reasons[0]?.problem.cause).toContain(userCount === undefined ? 'does not tell' : `${String(userCount)} people`)
  })

  it('counts those whom the same plan leads elsewhere as safe, and whom it shuts out besides as lost', () => {
    const strategies = [{ ...sampleStrategy(), userCount: 11 }]
    const away: WantedUser = {
      username: omar.username,
      authenticationMethod: 'password',
      ssoStrategyId: undefined,
      clear2fa: false,
      newUsername: undefined,
      newEmail: undefined
    }
    const out: WantedUser = {
      username: anna.username,
      authenticationMethod: 'none',
      ssoStrategyId: undefined,
      clear2fa: false,
      newUsername: undefined,
      newEmail: undefined
    }
    const off = samlOf({ source: undefined, enabled: false })

    expect(planOf(off, strategies, {}, [away]).safety.kind).toBe('safe')
    expect(planOf(off, strategies, {}, [away, out]).safety).toMatchObject({ reasons: [{ problem: { code: 'plan.safety.provider-off' } }] })
  })
})

describe('the display name', () => {
  const blanks = samlOf({ displayName: '  Entra ID ' })

  it('is planned without the blanks around it, which a site may not keep', () => {
    const [made] = planOf(blanks, []).changes

    expect(made?.title).toBe('New single sign-on “Entra ID”')
    expect(made?.fields.find(({ field }) => field === 'label')).toMatchObject({ after: 'Entra ID' })
    expect(planOf(blanks, [sampleStrategy(31, fieldsOfSource(url))]).changes).toEqual([])
  })

  it('of the profile and of the site are one for the notes of an undo, too', () => {
    const undo = samplePlan([wantedOf('sso-strategy:12', { enabled: false })], { state: stateOf([sampleStrategy()]), purpose: 'undo' })

    expect(stillWantedNotes(sampleProfile({ saml: { ...blanks, displayName: ' ENTRA id ', enabled: true } }), undo.changes)).toHaveLength(1)
  })

  it('that another provider has already is said, since two buttons look the same', () => {
    const oauth = { ...sampleStrategy(7), protocol: 'oauth2' }

    expect(planOf(samlOf({}), [oauth]).notes.join(' ')).toContain('(7) has the same display name')
    expect(planOf(samlOf({}), [sampleStrategy(7, {}, 'Other')]).notes.join(' ')).not.toContain('same display name')
  })
})

describe('a provider that is off', () => {
  const off = { ...sampleStrategy(12, fieldsOfSource(url)), enabled: false }

  it('is said to be, where the profile leaves the switch alone', () => {
    const plan = planOf(samlOf({}), [off])

    expect(plan.changes).toEqual([])
    expect(plan.notes.join(' ')).toContain('is switched off, and the profile leaves that as it is')
    expect(planOf(samlOf({ enabled: true }), [off]).notes.join(' ')).not.toContain('leaves that as it is')
    expect(planOf(samlOf({}), [{ ...off, enabled: true }]).notes.join(' ')).not.toContain('leaves that as it is')
  })
})

describe('people who shall go to a provider that is yet to be made', () => {
  it('are told that it needs a number first', () => {
    const user: WantedUser = {
      username: anna.username,
      authenticationMethod: 'sso',
      ssoStrategyId: undefined,
      clear2fa: false,
      newUsername: undefined,
      newEmail: undefined
    }
    const wanted = wantedFromProfile(sampleProfile({ saml: samlOf({}), users: [user] }), sampleState({ strategies: [], users: [anna] }))

    expect(wanted).toMatchObject({ ok: false, error: { code: 'plan.profile.bad-value' } })
    expect(wanted.ok ? '' : wanted.error.cause).toContain('apply the plan that makes the provider first')
  })

  it('wait while a person enters what a provider trusts, if it trusted nothing before', () => {
    const nothing = sampleStrategy(12)
    const something = sampleStrategy(12, { saml_provider_metadata_content: '<a/>' })
    const user: WantedUser = {
      username: anna.username,
      authenticationMethod: 'sso',
      ssoStrategyId: 12,
      clear2fa: false,
      newUsername: undefined,
      newEmail: undefined
    }
    const waitsFor = (strategy: StrategyFacts): readonly (string | undefined)[] => {
      const plan = planOf(samlOf({}), [strategy], { strategyWrites: 'refused' }, [user])
      const waiting = plan.changes.filter(({ way }) => way === 'hand-off')
      return plan.changes
        .filter(({ resource }) => resource === 'user')
        .map((change) => providerToSwitchOn(change, waiting, sampleState({ strategies: [strategy] }))?.id)
    }

    expect(waitsFor(nothing)).toEqual(['sso-strategy:12'])
    expect(waitsFor(something)).toEqual([undefined])
  })
})

describe('what a site writes in its own way', () => {
  const same = (name: string, one: string, other: string): boolean => {
    const field = strategyFields.find((known) => known.name === name)
    if (field === undefined) throw new TypeError(name)
    return sameFieldValue(field, one, other)
  }

  it.each(['saml_provider_metadata_url', 'saml_provider_sso_target_url', 'saml_provider_slo_target_url'])(
    'is the same address: %s',
    (name) => {
      expect(same(name, 'HTTPS://Login.Example', 'https://login.example:443/')).toBe(true)
      expect(same(name, 'https://login.example/a?b=C ', 'https://LOGIN.example/a?b=C')).toBe(true)
      expect(same(name, 'https://login.example/a', 'https://login.example/A')).toBe(false)
      expect(same(name, 'https://login.example/a', 'https://login.example/a/')).toBe(false)
      expect(same(name, 'https://login.example/a', 'https://login.example:8443/a')).toBe(false)
    }
  )

  it('is not the same issuer, which is compared letter by letter by everybody', () => {
    expect(same('saml_provider_issuer_url', 'https://sts.windows.net/t', 'https://sts.windows.net/t/')).toBe(false)
    expect(same('saml_provider_issuer_url', 'https://STS.windows.net/t/', 'https://sts.windows.net/t/')).toBe(false)
  })

  it('is the same document, whatever encoding it was read from', () => {
    const body = '<EntityDescriptor entityID="https://a.example/">\n</EntityDescriptor>'
    const name = 'saml_provider_metadata_content'

    expect(
      same(name, `\uFEFF<?xml version="1.0" encoding="utf-16"?>\r\n${body}\r\n`, `<?xml version='1.0' encoding='UTF-8'?>\n${body}`)
    ).toBe(true)
    expect(same(name, `<?xml version="1.0"?>${body}`, body)).toBe(true)
    expect(same(name, body, body.replace('a.example', 'b.example'))).toBe(false)
    expect(fieldsOfSource({ mode: 'xml', xml: `\uFEFF<?xml version="1.0" encoding="utf-16" standalone="yes"?>${body}` })[name]).toBe(
      `\uFEFF<?xml version="1.0" encoding="utf-8" standalone="yes"?>${body}`
    )
    expect(fieldsOfSource({ mode: 'xml', xml: body })[name]).toBe(body)
  })
})

describe('another issuer beside the same key', () => {
  const sha256 = 'ab'.repeat(32)
  const trustOf = (issuer: string | undefined) =>
    ({ ok: true, value: { from: 'a test', mode: 'fingerprint', issuer, signOnUrls: [], keys: [{ kind: 'fingerprint', sha256 }] } }) as const
  const providerOf = (stored: string | undefined, wanted: string | undefined, isInUse = true): ProviderKeys => ({
    title: 'Single sign-on “Entra ID” (12)',
    isInUse,
    stored: trustOf(stored),
    wantedMode: 'fingerprint',
    wanted: trustOf(wanted)
  })

  it.each<[string | undefined, string | undefined, boolean, readonly string[]]>([
    ['https://sts.windows.net/t/', 'https://sts.windows.net/t', true, ['saml.plan.other-issuer']],
    ['https://sts.windows.net/t/', 'https://sts.windows.net/t', false, []],
    ['https://sts.windows.net/t/', 'https://sts.windows.net/t/', true, []],
    [undefined, 'https://sts.windows.net/t/', true, []]
  ])('from %s to %s, in use: %s', (stored, wanted, isInUse, codes) => {
    const reasons = providerKeyReasons([providerOf(stored, wanted, isInUse)], now)

    expect(reasons.map(({ problem }) => problem.code)).toEqual(codes)
    expect(reasons.every(({ canBeOverridden }) => canBeOverridden)).toBe(true)
  })

  it('leaves open how many people lose access, and so do other keys', () => {
    const plan = planOf(samlOf({}), [sampleStrategy()], { providerKeys: [providerOf('https://a.example/', 'https://b.example/')] })

    expect(plan.safety.kind).toBe('unsafe')
    expect(plan.peopleLosingAccess).toBeUndefined()
    expect(planOf(samlOf({}), [sampleStrategy()]).peopleLosingAccess).toBe(0)
  })
})

it('nothing is as wanted of a provider that the site does not have', () => {
  const state = stateOf([])
  const wanted = wantedFromProfile(sampleProfile({ saml: samlOf({}) }), state)
  if (!wanted.ok) throw new TypeError(wanted.error.cause)

  const resources = wanted.value.flatMap((one) => verifyWanted(state, one))

  expect(resources.flatMap(({ fields }) => fields).every((field) => field.state === 'differs')).toBe(true)
})

function samlOf(wanted: Partial<WantedSaml>): WantedSaml {
  return {
    strategyId: undefined,
    displayName: 'Entra ID',
    source: url,
    enabled: undefined,
    showOnLoginPage: undefined,
    fields: {},
    ...wanted
  }
}

function stateOf(strategies: readonly StrategyFacts[]) {
  return sampleState({ strategies, users: [anna, omar] })
}

function planOf(
  saml: WantedSaml,
  strategies: readonly StrategyFacts[],
  input: Partial<PlanInput> = {},
  users: readonly WantedUser[] = []
): Plan {
  const state = stateOf(strategies)
  const wanted = wantedFromProfile(sampleProfile({ saml, users }), state)
  if (!wanted.ok) throw new TypeError(`${wanted.error.code}: ${wanted.error.cause}`)
  return samplePlan(wanted.value, { state, ...input })
}
