import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameFieldValue, valueOf } from '../../../../src-main/core/model/service-field-value.ts'
import { serviceFieldsOf } from '../../../../src-main/core/model/service-fields.ts'
import { wantedFromReceipt } from '../../../../src-main/core/plan/invert-receipt.ts'
import type { Plan, PlannedChange, ReadState, ResourceKind } from '../../../../src-main/core/plan/plan.ts'
import { readBack, runOutcome } from '../../../../src-main/core/plan/read-back.ts'
import type { ChangeReceipt, Receipt } from '../../../../src-main/core/plan/receipt.ts'
import type { WantedResource } from '../../../../src-main/core/plan/wanted.ts'
import type { WantedFields } from '../../../../src-main/core/profile/profile.ts'
import { host, now, sampleChange, samplePlan, sampleState, wantedOf } from './sample-site.ts'

describe('undo', () => {
  it('of an applied plan brings the site back, whatever it held and whatever was wanted', () => {
    fc.assert(
      fc.property(
        valuesOf('site-ldap'),
        valuesOf('site-ldap'),
        valuesOf('sso-strategy'),
        valuesOf('sso-strategy'),
        (before, wanted, other, more) => {
          // given a site, and a plan applied to a model of it
          const state = stateWith(before, other)
          const plan = samplePlan([wantedOf('site-ldap', wanted, ['ldap_password']), wantedOf('sso-strategy:12', more)], { state })
          const applied = plan.changes.reduce(carriedOut, state)
          // when it is undone, against what the site holds now
          const { wanted: back } = wantedFromReceipt(receiptOf(plan, applied))
          const undo = samplePlan(back, { state: applied, purpose: 'undo' })
          const undone = undo.changes.reduce(carriedOut, applied)
          // then it holds what it held, a second undo has nothing to do, and what was applied is as wanted
          expectSame(undone, state)
          expect(samplePlan(back, { state: undone }).changes).toEqual([])
          expect(samplePlan([wantedOf('site-ldap', wanted), wantedOf('sso-strategy:12', more)], { state: applied }).changes).toEqual([])
        }
      )
    )
  })

  it('of half an applied change takes back only what is in effect', () => {
    // given a service that kept the host and dropped the port, and a third value in the domain
    const change = sampleChange({ ldap_host: 'dc2.corp.example', ldap_port: 636, ldap_domain: 'new.example' }, ['ldap_password'])
    const { state, fields } = readBack(change, { ldap_host: 'dc2.corp.example', ldap_port: 389, ldap_domain: 'third.example' }, 'accepted')
    // when
    const undo = wantedFromReceipt(receipt([{ change, state, readBack: fields, problem: undefined }]))
    // then
    expect(undo).toEqual({
      wanted: [{ id: 'site-ldap', fields: { ldap_host: 'dc1.corp.example' }, secrets: [] }],
      cannotUndo: [
        { title: 'LDAP settings of acme.files.com', label: 'LDAP Password', reason: expect.stringContaining('known to nobody') as string },
        { title: 'LDAP settings of acme.files.com', label: 'LDAP Domain', reason: expect.stringContaining('neither') as string }
      ]
    })
  })

  it.each(['not-done', 'waiting'] as const)('of a change that is %s is nothing', (state) => {
    const change = sampleChange({ ldap_port: 636 })
    expect(wantedFromReceipt(receipt([{ change, state, readBack: [], problem: undefined }]))).toEqual({ wanted: [], cannotUndo: [] })
  })

  it('leaves alone what was never read back', () => {
    const change = sampleChange({ ldap_port: 636, ldap_host: 'dc2.corp.example' })
    const fields = [
      { field: 'ldap_port', label: 'LDAP Port', state: 'not-known' as const },
      { field: 'ldap_host', label: 'LDAP Host', state: 'verified' as const, value: 'dc2.corp.example' }
    ]
    const { wanted, cannotUndo } = wantedFromReceipt(receipt([{ change, state: 'partly', readBack: fields, problem: undefined }]))
    expect(wanted).toEqual([{ id: 'site-ldap', fields: { ldap_host: 'dc1.corp.example' }, secrets: [] }])
    expect(cannotUndo.map(({ label }) => label)).toEqual(['LDAP Port'])
  })

  it('of a change of which nobody knows asks to find out first', () => {
    const change = sampleChange({ ldap_port: 636 })
    const { wanted, cannotUndo } = wantedFromReceipt(receipt([{ change, state: 'unknown', readBack: [], problem: undefined }]))
    expect([wanted.length, cannotUndo.length]).toEqual([0, 1])
  })

  it('lets nothing through that is no planned field, whatever a receipt from a file says', () => {
    const change: PlannedChange = {
      ...sampleChange({ ldap_port: 636 }),
      fields: [
        { kind: 'value', field: 'require_2fa', label: 'x', before: false, after: true, readBack: 'exact' },
        { kind: 'value', field: '__proto__', label: 'y', before: 'a', after: 'b', readBack: 'exact' }
      ]
    }
    const fields = change.fields.map(({ field, label }) => ({ field, label, state: 'verified' as const, value: true }))
    const { wanted, cannotUndo } = wantedFromReceipt(receipt([{ change, state: 'done', readBack: fields, problem: undefined }]))
    expect(wanted).toEqual([])
    expect(cannotUndo.map(({ label }) => label)).toEqual(['x', 'y'])
  })

  it('goes back to the value before the run when a receipt has a change twice', () => {
    const first = sampleChange({ ldap_port: 636 })
    const second: PlannedChange = {
      ...first,
      fields: [{ kind: 'value', field: 'ldap_port', label: 'LDAP Port', before: 636, after: 637, readBack: 'exact' }]
    }
    const changes = [first, second].map((change) => ({ change, ...readAfter(change), problem: undefined }))
    expect(wantedFromReceipt(receipt(changes)).wanted).toEqual([{ id: 'site-ldap', fields: { ldap_port: 389 }, secrets: [] }])
  })
})

/** A model of the service: it takes every value field as it is told and nothing else. */
function carriedOut(state: ReadState, change: PlannedChange): ReadState {
  const values = change.fields.flatMap((field) => (field.kind === 'value' ? [[field.field, field.after] as const] : []))
  return {
    ...state,
    resources: state.resources.map((resource) =>
      resource.id === change.id ? { ...resource, fields: { ...resource.fields, ...Object.fromEntries(values) } } : resource
    )
  }
}

function readAfter(change: PlannedChange, state?: ReadState): Pick<ChangeReceipt, 'state' | 'readBack'> {
  const planned = Object.fromEntries(change.fields.flatMap((field) => (field.kind === 'value' ? [[field.field, field.after]] : [])))
  const actual = state?.resources.find(({ id }) => id === change.id)?.fields ?? planned
  const { state: found, fields } = readBack(change, actual, 'accepted')
  return { state: found, readBack: fields }
}

function receiptOf(plan: Plan, applied: ReadState): Receipt {
  return receipt(plan.changes.map((change) => ({ change, ...readAfter(change, applied), problem: undefined })))
}

function receipt(changes: readonly ChangeReceipt[]): Receipt {
  const at = now.toISOString()
  return {
    schemaVersion: 1,
    kind: 'receipt',
    runId: 'run',
    site: host,
    purpose: 'profile',
    digest: samplePlan([]).digest,
    startedAt: at,
    endedAt: at,
    appliedBy: 'alice.admin',
    override: undefined,
    approval: undefined,
    changes,
    outcome: runOutcome(changes),
    changeRecord: undefined
  }
}

function stateWith(ldap: WantedFields, strategy: WantedFields): ReadState {
  const state = sampleState()
  const fields: Readonly<Record<string, WantedFields>> = { 'site-ldap': ldap, 'sso-strategy:12': strategy }
  return { ...state, resources: state.resources.map((resource) => ({ ...resource, fields: fields[resource.id] ?? resource.fields })) }
}

function expectSame(one: ReadState, other: ReadState): void {
  for (const { id, resource, fields } of one.resources)
    for (const field of serviceFieldsOf(resource)) {
      const expected = valueOf(other.resources.find((found) => found.id === id)?.fields ?? {}, field.name)
      expect(sameFieldValue(field, valueOf(fields, field.name), expected), field.name).toBe(true)
    }
}

/** A site shows every switch; anything else may be empty or absent. */
function valuesOf(kind: ResourceKind): fc.Arbitrary<WantedResource['fields']> {
  const readable = serviceFieldsOf(kind).filter(({ type }) => type.kind !== 'secret')
  const arbitraries = readable.map(({ name, type }) => [
    name,
    type.kind === 'switch'
      ? fc.boolean()
      : type.kind === 'number'
        ? fc.integer()
        : fc.oneof(fc.string(), fc.constantFrom('', 'a', 'A', 'b,a', 'a, b'))
  ])
  return fc.record<WantedFields>(Object.fromEntries(arbitraries) as Record<string, fc.Arbitrary<string | number | boolean>>, {
    requiredKeys: readable.filter(({ type }) => type.kind === 'switch').map(({ name }) => name)
  })
}
