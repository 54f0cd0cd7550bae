import { describe, expect, it } from 'vitest'
import { findCreation, findEntered, isCreation } from '../../../../src-main/core/plan/creation.ts'
import { fieldsToSend } from '../../../../src-main/core/plan/fields-to-send.ts'
import { handOffPlace, handOffSteps } from '../../../../src-main/core/plan/hand-off.ts'
import { wantedFromReceipt } from '../../../../src-main/core/plan/invert-receipt.ts'
import type { PlanInput } from '../../../../src-main/core/plan/make-plan.ts'
import { readPlanFile, planFileText } from '../../../../src-main/core/plan/plan-file.ts'
import type { Plan, PlannedChange, ReadState } from '../../../../src-main/core/plan/plan.ts'
import { readBack } from '../../../../src-main/core/plan/read-back.ts'
import { readReceiptFile, receiptFileText } from '../../../../src-main/core/plan/receipt-file.ts'
import type { ChangeReceipt, Receipt } from '../../../../src-main/core/plan/receipt.ts'
import { strategyState } from '../../../../src-main/core/plan/resources/sso-strategy.ts'
import { stillWantedNotes } from '../../../../src-main/core/plan/still-wanted-notes.ts'
import { verifyWanted } from '../../../../src-main/core/plan/verify-wanted.ts'
import { wantedFromProfile } from '../../../../src-main/core/plan/wanted.ts'
import type { WantedFields, WantedSaml } from '../../../../src-main/core/profile/profile.ts'
import type { SamlSource } from '../../../../src-main/core/saml/saml-source.ts'
import type { FieldValues, StrategyFacts } from '../../../../src-main/core/service/service-facts.ts'
import { alice, digest, host, now, samplePlan, sampleProfile, sampleState, sampleStrategy, shownText } from './sample-site.ts'

const ADDRESS = 'https://login.microsoftonline.com/t/federationmetadata.xml?appid=1'
const DOCUMENT = '<EntityDescriptor entityID="https://sts.windows.net/t/"/>'
const url: SamlSource = { mode: 'url', url: ADDRESS }
const xml: SamlSource = { mode: 'xml', xml: DOCUMENT }
const fingerprint: SamlSource = {
  mode: 'fingerprint',
  sha256: 'ab'.repeat(32),
  issuer: 'https://sts.windows.net/t/',
  signOnUrl: 'https://login.microsoftonline.com/t/saml2',
  logoutUrl: 'https://login.microsoftonline.com/t/saml2'
}
const COLONS = Array.from({ length: 32 }, () => 'AB').join(':')

describe('a saml section', () => {
  it('makes a provider where the site has none with its name', () => {
    const { changes } = planOf(samlOf({ source: url, enabled: true, fields: { provision_users: true } }), [sampleStrategy(7, {}, 'Other')])

    expect(changes.map(summary)).toEqual([
      {
        id: 'sso-strategy:new',
        way: 'create',
        title: 'New single sign-on “Entra ID”',
        fields: {
          provider: 'azure',
          protocol: 'saml',
          label: 'Entra ID',
          saml_provider_metadata_url: ADDRESS,
          enabled: true,
          provision_users: true
        }
      }
    ])
    expect(changes[0]).toMatchObject({ targetId: undefined, beside: [{ id: 7, label: 'Other' }] })
    expect(changes.map((change) => fieldsToSend(change, new Map()))).toEqual([{ ok: true, value: summary(only(changes)).fields }])
  })

  it.each([
    ['accepted', [], 'create'],
    ['accepted', [sampleStrategy(7, {}, 'Other')], 'create'],
    ['refused', [], 'hand-off'],
    ['not-asked', [], 'create'],
    ['not-asked', [sampleStrategy(7, {}, 'Other')], 'hand-off']
  ] as const)('where writes are %s, beside %j, goes by %s', (strategyWrites, strategies, way) => {
    expect(planOf(samlOf({ source: url }), strategies, { strategyWrites }).changes.map((change) => change.way)).toEqual([way])
  })

  it('changes the provider of its name and nothing else, and nothing when it is there already', () => {
    const mine = sampleStrategy(12, {
      saml_provider_cert_fingerprint: COLONS.toLowerCase(),
      saml_provider_issuer_url: 'https://old.example/'
    })
    const saml = samlOf({ displayName: 'ENTRA id', source: url, showOnLoginPage: true })

    const { changes } = planOf(saml, [sampleStrategy(7, {}, 'Other'), mine])

    expect(changes.map(summary)).toEqual([
      {
        id: 'sso-strategy:12',
        way: 'update',
        title: 'Single sign-on “Entra ID” (12)',
        fields: {
          label: 'ENTRA id',
          saml_provider_metadata_url: ADDRESS,
          saml_provider_cert_fingerprint: '',
          saml_provider_issuer_url: ''
        }
      }
    ])
    const done = sampleStrategy(12, after(only(changes), mine.fields), 'ENTRA id')
    expect(planOf(saml, [done]).changes).toEqual([])
  })

  it.each([url, xml, fingerprint])('is the same once it was made: $mode', (source) => {
    const saml = samlOf({ source, enabled: true, fields: { provision_groups: true } })
    const change = only(planOf(saml, []).changes)
    const made = sampleStrategy(31, after(change, {}), 'Entra ID')

    expect(planOf(saml, [made]).changes).toEqual([])
    expect(planOf({ ...saml, strategyId: 31 }, [made]).changes).toEqual([])
  })

  it('leaves what Files.com may fill in beside metadata', () => {
    const stored = sampleStrategy(12, {
      saml_provider_metadata_url: ADDRESS,
      saml_provider_issuer_url: 'https://x/'
    })

    expect(planOf(samlOf({ source: url }), [stored]).changes).toEqual([])
  })

  it('without a source leaves the one that is stored', () => {
    const stored = sampleStrategy(12, { saml_provider_metadata_url: 'https://a.example/' })

    expect(planOf(samlOf({ source: undefined, enabled: false }), [stored]).changes.map(summary)).toMatchObject([
      { fields: { enabled: false } }
    ])
    expect(problemOf(samlOf({ source: undefined }), [])).toBe('plan.profile.bad-value')
  })

  it.each<[string, Partial<WantedSaml>, readonly StrategyFacts[], string]>([
    ['two of its name', { source: url }, [sampleStrategy(7), sampleStrategy(12)], 'saml.plan.ambiguous-provider'],
    ['a number that is not there', { strategyId: 99 }, [sampleStrategy()], 'plan.target.missing'],
    ['a number of another protocol', { strategyId: 12 }, [{ ...sampleStrategy(), protocol: 'oauth2' }], 'saml.plan.other-protocol'],
    ['an address without https', { source: { mode: 'url', url: 'http://a.example/' } }, [], 'plan.profile.bad-value'],
    ['a document that is none', { source: { mode: 'xml', xml: 'hello' } }, [], 'plan.profile.bad-value'],
    ['a SHA-1 thumbprint', { source: { ...fingerprint, sha256: 'ab'.repeat(20) } }, [], 'plan.profile.bad-value'],
    ['a fingerprint without an issuer', { source: { ...fingerprint, issuer: '' } }, [], 'plan.profile.bad-value'],
    ['a field that it says itself', { source: url, fields: { label: 'Other' } }, [], 'plan.profile.bad-value'],
    ['another mode among its fields', { source: url, fields: { saml_provider_metadata_content: '<a/>' } }, [], 'plan.profile.bad-value'],
    ['an unknown field', { source: url, fields: { scim_username: 'x' } }, [], 'plan.profile.unknown-field'],
    ['a name that is empty', { source: url, displayName: ' ' }, [], 'plan.profile.bad-value']
  ])('refuses %s', (_, saml, strategies, code) => {
    expect(problemOf(samlOf(saml), strategies)).toBe(code)
  })

  it('takes an OAuth provider of the same name for another one', () => {
    expect(planOf(samlOf({ source: url }), [{ ...sampleStrategy(), protocol: 'oauth2' }]).changes.map(({ way }) => way)).toEqual(['create'])
  })

  it('goes together with the list of strategies, as long as both say the same', () => {
    const state = sampleState({ strategies: [sampleStrategy()] })
    const both = (fields: WantedFields) =>
      wantedFromProfile(
        sampleProfile({ saml: samlOf({ source: url, fields: { provision_users: false } }), strategies: [{ id: 12, fields }] }),
        state
      )

    expect(both({ provision_users: false, provision_company: 'Acme' })).toMatchObject({
      ok: true,
      value: [{ id: 'sso-strategy:12', fields: { provision_users: false, provision_company: 'Acme', label: 'Entra ID' } }]
    })
    expect(both({ provision_users: true })).toMatchObject({ ok: false, error: { code: 'plan.profile.bad-value' } })
  })

  it('has a digest that depends on what is wanted and on the providers beside it, and on nothing else', () => {
    const saml = samlOf({ source: xml, fields: { provision_users: true, provision_groups: true } })
    const turned = { ...saml, fields: Object.fromEntries(Object.entries(saml.fields).reverse()) }
    const [seven, eight] = [sampleStrategy(7, {}, 'Seven'), sampleStrategy(8, {}, 'Eight')]

    const plan = planOf(saml, [seven, eight])

    expect(planOf(turned, [eight, seven], { now: new Date(0) }).digest).toBe(plan.digest)
    expect(planOf(saml, [seven]).digest).not.toBe(plan.digest)
    expect(planOf(saml, [seven, { ...eight, label: 'Ate' }]).digest).not.toBe(plan.digest)
    expect(readPlanFile(planFileText(plan), 'plan.json', digest)).toMatchObject({ ok: true, value: { digest: plan.digest } })
  })

  it('shows a document in size and digest, never in full', () => {
    const long: SamlSource = { mode: 'xml', xml: `<EntityDescriptor>${'<KeyDescriptor/>'.repeat(3000)}</EntityDescriptor>` }
    const text = shownText(planOf(samlOf({ source: long }), []))

    expect(text).toMatch(/before {2}\(empty\)\n {4}after {3}XML document, 48,037 bytes, SHA-256/)
    expect(text).toMatch(/New single sign-on “Entra ID”\n +New +the site has no such provider yet/)
    expect(text).not.toContain('KeyDescriptor')
    expect(text.length).toBeLessThan(2500)
  })

  it('needs somebody with a password, as every plan does', () => {
    const saml = samlOf({ source: url, enabled: false })

    expect(planOf(saml, [sampleStrategy()]).breakGlass.kind).toBe('proved')
    expect(
      planOf(saml, [sampleStrategy()], {
        administrators: { users: [{ ...alice, authenticationMethod: 'sso', ssoStrategyId: 12 }], cut: undefined }
      }).breakGlass
    ).toMatchObject({ kind: 'not-proved', problem: { code: 'plan.break-glass.nobody' } })
  })

  it('says what it cannot know of a new provider', () => {
    expect(planOf(samlOf({ source: url }), []).notes.join(' ')).toContain('not documented')
    expect(planOf(samlOf({ source: url, enabled: true }), []).notes.join(' ')).not.toContain('not documented')
  })

  it('is not held by a site that has no such provider', () => {
    const state = sampleState({ strategies: [] })
    const wanted = wantedFromProfile(sampleProfile({ saml: samlOf({ source: url }) }), state)
    if (!wanted.ok) throw new TypeError(wanted.error.cause)

    const fields = wanted.value.flatMap((one) => verifyWanted(state, one)).flatMap((resource) => resource.fields)

    expect(fields.filter((field) => field.state === 'differs').map(({ field }) => field)).toEqual([
      'provider',
      'protocol',
      'label',
      'saml_provider_metadata_url'
    ])
  })
})

describe('the hand-off of a new provider', () => {
  const change = only(
    planOf(samlOf({ displayName: 'Entra/ID: Süd', source: xml, enabled: true }), [], { strategyWrites: 'refused' }).changes
  )

  it('leads by the words of the web form, with the document as a file', () => {
    expect(handOffPlace(change, 'https://acme.files.com').path.slice(1)).toEqual([
      'Add provider',
      'Microsoft Azure Active Directory SSO',
      'Use SAML'
    ])
    expect(handOffSteps(change)).toEqual([
      { field: 'label', label: 'Display name', value: 'Entra/ID: Süd', isSecret: false },
      {
        field: 'saml_provider_metadata_content',
        label: 'Metadata XML file',
        value: DOCUMENT,
        isSecret: false,
        file: { name: 'Entra-ID-Süd-metadata.xml', summary: expect.stringMatching(/^XML document, 57 bytes, SHA-256 /) as string }
      },
      { field: 'enabled', label: 'Enabled', value: 'Yes', isSecret: false }
    ])
  })
})

describe('finding what was made', () => {
  const change = only(planOf(samlOf({ source: url }), [sampleStrategy(7, {}, 'Other')]).changes)
  if (!isCreation(change)) throw new TypeError('nothing is made')

  it.each([
    ['nothing new', [sampleStrategy(7, {}, 'Entra ID')], 'none', 'none'],
    ['the one of that name', [sampleStrategy(7, {}, 'Other'), sampleStrategy(31)], 'one', 'one'],
    ['two of that name', [sampleStrategy(31), sampleStrategy(32)], 'several', 'several'],
    ['another name', [sampleStrategy(31, {}, 'Typo')], 'none', 'one'],
    ['two of other names', [sampleStrategy(31, {}, 'Typo'), sampleStrategy(32, {}, 'Tipo')], 'none', 'none'],
    ['another protocol', [{ ...sampleStrategy(31), protocol: 'oauth2' }], 'none', 'none'],
    ['another provider', [{ ...sampleStrategy(31), provider: 'okta' }], 'none', 'none']
  ] as const)('%s', (_, strategies, sent, entered) => {
    const providers = strategies.map(strategyState)

    expect([findCreation(change, providers).kind, findEntered(change, providers).kind]).toEqual([sent, entered])
  })
})

describe('undoing what was made', () => {
  const change = only(planOf(samlOf({ source: url, enabled: true }), []).changes)
  const { state, fields } = readBack(change, after(change, {}), 'accepted')
  const made: ChangeReceipt = { change, state, readBack: fields, problem: undefined, createdId: 31 }

  it('takes it out of use and says that deleting is done by hand', () => {
    const { wanted, cannotUndo } = wantedFromReceipt(receiptOf(made))

    expect(wanted).toEqual([{ id: 'sso-strategy:31', fields: { enabled: false, display_on_login_page: false }, secrets: [] }])
    expect(cannotUndo).toEqual([
      { title: 'New single sign-on “Entra ID”', label: 'The provider itself', reason: expect.stringContaining('web form') as string }
    ])
    const undo = samplePlan(wanted, { state: stateOf([sampleStrategy(31, { enabled: true })]), purpose: 'undo' })
    expect(undo.changes.map(summary)).toMatchObject([{ id: 'sso-strategy:31', fields: { enabled: false, display_on_login_page: false } }])
    expect(stillWantedNotes(sampleProfile({ saml: samlOf({ source: url, enabled: true }) }), undo.changes)).toEqual([
      expect.stringContaining('“Enabled”') as string
    ])
    expect(stillWantedNotes(sampleProfile({ saml: samlOf({ displayName: 'Other', enabled: true }) }), undo.changes)).toEqual([])
  })

  it('leaves what it does not know, with the reason', () => {
    const { createdId: _, ...unknown } = made

    expect(wantedFromReceipt(receiptOf(unknown))).toMatchObject({ wanted: [], cannotUndo: [{ label: 'The provider itself' }] })
  })

  it('is possible from a receipt that went through a file, and from no forged one', () => {
    const file = receiptFileText(receiptOf(made))

    expect(readReceiptFile(file, 'receipt.json')).toMatchObject({ ok: true, value: { changes: [{ createdId: 31 }] } })
    expect(readReceiptFile(file.replaceAll('sso-strategy:new', 'sso-strategy:12'), 'receipt.json')).toMatchObject({ ok: false })
    expect(readReceiptFile(file.replace('"createdId": 31', '"createdId": "31"'), 'receipt.json')).toMatchObject({ ok: false })
  })
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

function stateOf(strategies: readonly StrategyFacts[]): ReadState {
  return sampleState({ strategies, users: [] })
}

function planOf(saml: WantedSaml, strategies: readonly StrategyFacts[], input: Partial<PlanInput> = {}): Plan {
  const state = stateOf(strategies)
  const wanted = wantedFromProfile(sampleProfile({ saml }), state)
  if (!wanted.ok) throw new TypeError(`${wanted.error.code}: ${wanted.error.cause}`)
  return samplePlan(wanted.value, { state, ...input })
}

function problemOf(saml: WantedSaml, strategies: readonly StrategyFacts[]): string | undefined {
  const wanted = wantedFromProfile(sampleProfile({ saml }), stateOf(strategies))
  return wanted.ok ? undefined : wanted.error.code
}

function summary({ id, way, title, fields }: PlannedChange) {
  return { id, way, title, fields: after({ fields }, {}) }
}

function after({ fields }: Pick<PlannedChange, 'fields'>, before: FieldValues): FieldValues {
  return { ...before, ...Object.fromEntries(fields.flatMap((field) => (field.kind === 'value' ? [[field.field, field.after]] : []))) }
}

function only(changes: readonly PlannedChange[]): PlannedChange {
  const [change, another] = changes
  if (change === undefined || another !== undefined) throw new TypeError(`${String(changes.length)} changes`)
  return change
}

function receiptOf(change: ChangeReceipt): Receipt {
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
    changes: [change],
    outcome: 'proved',
    changeRecord: undefined
  }
}
