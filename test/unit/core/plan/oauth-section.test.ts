import { describe, expect, it } from 'vitest'
import { findCreation, isCreation } from '../../../../src-main/core/plan/creation.ts'
import { fieldsToSend } from '../../../../src-main/core/plan/fields-to-send.ts'
import { checkHandOff, handOffPlace, handOffSteps } from '../../../../src-main/core/plan/hand-off.ts'
import { wantedFromReceipt } from '../../../../src-main/core/plan/invert-receipt.ts'
import { isManagedBy } from '../../../../src-main/core/plan/managed-providers.ts'
import type { PlanInput } from '../../../../src-main/core/plan/make-plan.ts'
import { neededSecrets } from '../../../../src-main/core/plan/plan-changes.ts'
import { planFileText, readPlanFile } from '../../../../src-main/core/plan/plan-file.ts'
import type { Plan, PlannedChange } from '../../../../src-main/core/plan/plan.ts'
import { readReceiptFile, receiptFileText } from '../../../../src-main/core/plan/receipt-file.ts'
import type { Receipt } from '../../../../src-main/core/plan/receipt.ts'
import { strategyState } from '../../../../src-main/core/plan/resources/sso-strategy.ts'
import { stillWantedNotes } from '../../../../src-main/core/plan/still-wanted-notes.ts'
import { verifyWanted } from '../../../../src-main/core/plan/verify-wanted.ts'
import { wantedFromProfile } from '../../../../src-main/core/plan/wanted.ts'
import type { Profile, WantedOauth } from '../../../../src-main/core/profile/profile.ts'
import type { StrategyFacts } from '../../../../src-main/core/service/service-facts.ts'
import { alice, digest, host, now, samplePlan, sampleProfile, sampleState, sampleStrategy, sampleUser, shownText } from './sample-site.ts'

const TENANT = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'
const CLIENT = '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b'

describe('an oauth section', () => {
  it('hands the making of a provider to a person, with everything that is to be entered', () => {
    const change = only(planOf({ entersCredentials: true, enabled: true }, [sampleStrategy(7)]))

    expect(change).toMatchObject({ id: 'sso-strategy:new-oauth', way: 'hand-off', beside: [{ id: 7, label: 'Entra ID' }] })
    expect(handOffSteps(change).map(({ label, value, isSecret }) => [label, value, isSecret])).toEqual([
      ['Display name', 'Entra by OAuth', false],
      ['Tenant ID', TENANT, false],
      ['Client ID', CLIENT, false],
      ['Client secret', expect.stringMatching(/^the Value that you copied/), true],
      ['Enabled', 'Yes', false]
    ])
    expect(handOffPlace(change, 'https://acme.files.com').path.slice(-2)).toEqual(['Microsoft Azure Active Directory SSO', 'Use OAuth'])
    expect(() => fieldsToSend(change, new Map())).toThrow(TypeError)
  })

  it.each(['accepted', 'refused', 'not-asked'] as const)(
    'is entered by hand where writes are %s, and without credentials goes its usual way',
    (writes) => {
      const mine = oauthStrategy(14)

      expect(planOf({ entersCredentials: true }, [mine], { strategyWrites: writes }).changes.map(({ way }) => way)).toEqual(['hand-off'])
      expect(planOf({ enabled: false }, [mine], { strategyWrites: writes }).changes.map(({ way }) => way)).toEqual([
        writes === 'accepted' ? 'update' : 'hand-off'
      ])
    }
  )

  it.each(['oauth2', 'oauth'])('finds the provider of its name, whether the site calls the protocol %s or otherwise', (protocol) => {
    const mine = { ...oauthStrategy(14), protocol }

    expect(
      planOf({ displayName: ' ENTRA by oauth ', enabled: false }, [sampleStrategy(7, {}, 'Entra by OAuth'), mine]).changes
    ).toMatchObject([{ id: 'sso-strategy:14' }])
    expect(planOf({}, [mine]).changes).toEqual([])
    expect(planOf({ strategyId: 14 }, [mine]).changes).toEqual([])
  })

  it.each<[string, Partial<WantedOauth>, readonly StrategyFacts[], string]>([
    ['two of its name', {}, [oauthStrategy(7), oauthStrategy(12)], 'provisioning.oauth.ambiguous-provider'],
    ['a number that is not there', { strategyId: 99 }, [oauthStrategy(7)], 'plan.target.missing'],
    ['a number of another protocol', { strategyId: 12 }, [sampleStrategy()], 'provisioning.oauth.other-protocol'],
    ['a new one without credentials', {}, [], 'plan.profile.bad-value'],
    ['a tenant that is a name', { entersCredentials: true, tenantId: 'acme.onmicrosoft.com' }, [], 'plan.profile.bad-value'],
    ['a client that is none', { entersCredentials: true, clientId: 'abc~secret' }, [], 'plan.profile.bad-value'],
    ['a client that is the tenant', { entersCredentials: true, clientId: TENANT.toUpperCase() }, [], 'plan.profile.bad-value'],
    ['a field that it says itself', { fields: { label: 'x' } }, [oauthStrategy(7)], 'plan.profile.bad-value'],
    ['a client id among its fields', { fields: { client_id: CLIENT } }, [oauthStrategy(7)], 'plan.profile.bad-value'],
    ['an empty name', { displayName: ' ' }, [], 'plan.profile.bad-value'],
    ['SCIM', { fields: { scim_authentication_method: 'token' } }, [oauthStrategy(7)], 'provisioning.scim.needs-saml']
  ])('refuses %s', (_, oauth, strategies, code) => {
    const wanted = wantedFromProfile(profileOf(oauth), sampleState({ strategies }))

    expect(wanted.ok ? 'no problem' : wanted.error.code).toBe(code)
  })

  it('takes tenant and client from nowhere but itself', () => {
    const profile = sampleProfile({ strategies: [{ id: 7, fields: { tenant_id: TENANT } }] })

    expect(wantedFromProfile(profile, sampleState({ strategies: [oauthStrategy(7)] }))).toMatchObject({
      ok: false,
      error: { code: 'plan.profile.bad-value' }
    })
  })

  it('says in the plan what nobody can read, and when the secret ends', () => {
    const text = shownText(planOf({ entersCredentials: true, secretEndsOn: '2027-11-30' }, [oauthStrategy(14)]))

    expect(text.replaceAll(/\s+/g, ' ')).toContain(`enter ${TENANT} cannot be read at the site; only a real sign-in proves it`)
    expect(text).toMatch(/the client\s+secret ends on 30 November 2027/)
    expect(text.replaceAll(/\s+/g, ' ')).toContain('cannot, from the moment something wrong is entered')
    expect(text).not.toContain('(empty)')
  })

  it('asks for its credentials until the profile no longer does', () => {
    const mine = oauthStrategy(14)

    expect(planOf({ entersCredentials: true }, [mine]).changes).toHaveLength(1)
    expect(planOf({ entersCredentials: true }, [mine]).digest).not.toBe(
      planOf({ entersCredentials: true, clientId: CLIENT.replace('5', '6') }, [mine]).digest
    )
    expect(neededSecrets(planOf({ entersCredentials: true }, [mine]).changes.filter(({ way }) => way !== 'hand-off'))).toEqual([])
  })

  it('comes back from a file as it was, digest included', () => {
    const plan = planOf({ entersCredentials: true }, [])
    const receipt = receiptOf(only(plan))

    const read = readPlanFile(planFileText(plan), 'plan.json', digest)
    expect(read.ok && [read.value.digest, read.value.changes]).toEqual([plan.digest, plan.changes])
    const kept = readReceiptFile(receiptFileText(receipt), 'receipt.json')
    expect(kept.ok && kept.value.changes).toEqual(receipt.changes)
  })

  it('turns green by what can be read, and never says more of the rest', () => {
    const change = only(planOf({ entersCredentials: true, enabled: true }, []))
    const entered = strategyState({ ...oauthStrategy(31), protocol: 'oauth' })

    expect(isCreation(change) && findCreation(change, [entered])).toMatchObject({ kind: 'one', id: 31 })
    const checked = checkHandOff(change, entered.fields)
    expect(checked.state).toBe('done')
    expect(checked.fields.map(({ field, state }) => [field, state])).toEqual([
      ['provider', 'verified'],
      ['protocol', 'verified'],
      ['label', 'verified'],
      ['tenant_id', 'only-by-sign-in'],
      ['client_id', 'only-by-sign-in'],
      ['client_secret', 'only-by-sign-in'],
      ['enabled', 'verified']
    ])
    // Of credentials alone nothing can turn green.
    const again = only(planOf({ entersCredentials: true }, [oauthStrategy(14)]))
    expect(checkHandOff(again, oauthStrategy(14).fields).state).toBe('waiting')
  })

  it('is verified but for what no reading shows', () => {
    const state = sampleState({ strategies: [oauthStrategy(14)] })
    const wanted = wantedFromProfile(profileOf({ entersCredentials: true }), state)

    expect(wanted.ok && wanted.value.flatMap((one) => verifyWanted(state, one)).flatMap(({ fields }) => fields)).toMatchObject([
      { field: 'label', state: 'verified' },
      { field: 'tenant_id', state: 'only-by-sign-in' },
      { field: 'client_id', state: 'only-by-sign-in' },
      { field: 'client_secret', state: 'only-by-sign-in' }
    ])
  })

  it('cannot be undone in what was entered, and says so', () => {
    const change = only(planOf({ entersCredentials: true, enabled: false }, [oauthStrategy(14)]))
    const { wanted, cannotUndo } = wantedFromReceipt(receiptOf(change))

    expect(wanted).toEqual([{ id: 'sso-strategy:14', fields: { enabled: true }, secrets: [] }])
    expect(cannotUndo.map(({ label }) => label)).toEqual(['Tenant ID', 'Client ID', 'Client secret'])
  })

  it('makes its provider beside that of the saml section', () => {
    const saml = {
      strategyId: undefined,
      displayName: 'Entra ID',
      source: { mode: 'url', url: 'https://login.microsoftonline.com/t/federationmetadata.xml' },
      enabled: undefined,
      showOnLoginPage: undefined,
      fields: {}
    } as const
    const state = sampleState({ strategies: [] })
    const wanted = wantedFromProfile({ ...profileOf({ entersCredentials: true }), saml }, state)

    const plan = samplePlan(wanted.ok ? wanted.value : [], { state, strategyWrites: 'accepted' })

    expect(plan.changes.map(({ id, way }) => [id, way])).toEqual([
      ['sso-strategy:new', 'create'],
      ['sso-strategy:new-oauth', 'hand-off']
    ])
  })

  it('has whoever goes to single sign-on name its number', () => {
    const person = {
      username: 'anna',
      authenticationMethod: 'sso',
      ssoStrategyId: undefined,
      clear2fa: false,
      newUsername: undefined,
      newEmail: undefined
    }
    const state = sampleState({ strategies: [oauthStrategy(14)], users: [sampleUser(1, 'anna')] })

    expect(wantedFromProfile({ ...profileOf({}), users: [person] }, state)).toMatchObject({
      ok: false,
      error: { code: 'plan.profile.bad-value', cause: expect.stringContaining('the one of the oauth section has the number 14') as string }
    })
  })

  it('counts as managed, and reminds an undo of what it still wants', () => {
    const profile = profileOf({ enabled: true })
    const undo = only(planOf({ enabled: false }, [oauthStrategy(14)]))

    expect([oauthStrategy(14), sampleStrategy(7, {}, 'Other')].map(isManagedBy(profile))).toEqual([true, false])
    expect(stillWantedNotes(profile, [undo])).toMatchObject([expect.stringContaining('“Enabled”')])
  })
})

function oauthStrategy(id: number): StrategyFacts {
  return { ...sampleStrategy(id, {}, 'Entra by OAuth'), protocol: 'oauth2' }
}

function profileOf(oauth: Partial<WantedOauth>): Profile {
  return sampleProfile({
    oauth: {
      strategyId: undefined,
      displayName: 'Entra by OAuth',
      tenantId: TENANT,
      clientId: CLIENT,
      entersCredentials: false,
      secretEndsOn: undefined,
      enabled: undefined,
      showOnLoginPage: undefined,
      fields: {},
      ...oauth
    }
  })
}

function planOf(oauth: Partial<WantedOauth>, strategies: readonly StrategyFacts[], more: Partial<PlanInput> = {}): Plan {
  const state = sampleState({ strategies })
  const wanted = wantedFromProfile(profileOf(oauth), state)
  if (!wanted.ok) throw new TypeError(wanted.error.cause)
  return samplePlan(wanted.value, { state, strategyWrites: 'accepted', administrators: { users: [alice], cut: undefined }, ...more })
}

function only({ changes }: Pick<Plan, 'changes'>): PlannedChange {
  const [change, another] = changes
  if (change === undefined || another !== undefined) throw new TypeError('Not exactly one change')
  return change
}

function receiptOf(change: PlannedChange): Receipt {
  const readBack = change.fields.map((field) =>
    field.kind === 'value'
      ? ({ field: field.field, label: field.label, state: 'verified', value: field.after } as const)
      : ({ field: field.field, label: field.label, state: 'only-by-sign-in' } as const)
  )
  return {
    schemaVersion: 1,
    kind: 'receipt',
    runId: 'run-1',
    site: host,
    purpose: 'profile',
    digest: samplePlan([]).digest,
    startedAt: now.toISOString(),
    endedAt: now.toISOString(),
    appliedBy: 'alice.admin',
    override: undefined,
    approval: undefined,
    changes: [{ change, state: 'done', readBack, problem: undefined }],
    outcome: 'proved',
    changeRecord: undefined
  }
}
