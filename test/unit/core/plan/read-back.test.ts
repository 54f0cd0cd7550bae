import { describe, expect, it } from 'vitest'
import { problem } from '../../../../src-main/core/errors.ts'
import { readBack, runOutcome, type WriteAnswer } from '../../../../src-main/core/plan/read-back.ts'
import type { ChangeReceipt, ChangeState, FieldReadBack, RunOutcome } from '../../../../src-main/core/plan/receipt.ts'
import type { PlannedChange } from '../../../../src-main/core/plan/plan.ts'
import type { FieldValues } from '../../../../src-main/core/service/service-facts.ts'
import { ldapOff, sampleChange } from './sample-site.ts'

/** What the two changed fields are found to hold: the planned value, the one before, or something else. */
type Found = 'planned' | 'before' | 'other'
const values = {
  ldap_host: { planned: 'dc2.corp.example', before: 'dc1.corp.example', other: 'dc3.corp.example' },
  ldap_port: { planned: 636, before: 389, other: 1636 }
} as const
const answers: readonly WriteAnswer[] = ['accepted', 'refused', 'lost', 'not-sent']
const withValues = sampleChange({ ldap_host: 'dc2.corp.example', ldap_port: 636 })
const withSecret = sampleChange({ ldap_host: 'dc2.corp.example', ldap_port: 636 }, ['ldap_password'])
const secretOnly = sampleChange({}, ['ldap_password'])

describe('readBack', () => {
  /** State for each answer, in the order accepted, refused, lost, not-sent: without and with a secret in the change. */
  const table: readonly (readonly [Found | 'unreadable', Found, string, string])[] = [
    ['planned', 'planned', 'done done done not-done', 'done partly done not-done'],
    ['before', 'before', 'not-done not-done not-done not-done', 'partly not-done not-done not-done'],
    ['planned', 'before', 'partly partly partly not-done', 'partly partly partly not-done'],
    ['before', 'planned', 'partly partly partly not-done', 'partly partly partly not-done'],
    ['planned', 'other', 'partly partly partly not-done', 'partly partly partly not-done'],
    ['other', 'planned', 'partly partly partly not-done', 'partly partly partly not-done'],
    ['before', 'other', 'partly not-done partly not-done', 'partly not-done partly not-done'],
    ['other', 'before', 'partly not-done partly not-done', 'partly not-done partly not-done'],
    ['other', 'other', 'partly not-done partly not-done', 'partly not-done partly not-done'],
    ['unreadable', 'planned', 'unknown unknown unknown not-done', 'unknown unknown unknown not-done']
  ]

  it.each(table)('with the host as %s and the port as %s', (host, port, plain, secret) => {
    const actual = host === 'unreadable' ? undefined : held(host, port)
    expect(answers.map((answer) => readBack(withValues, actual, answer).state).join(' ')).toBe(plain)
    expect(answers.map((answer) => readBack(withSecret, actual, answer).state).join(' ')).toBe(secret)
  })

  it('goes by the answer alone where nothing can be read', () => {
    const states = answers.map((answer) => readBack(secretOnly, ldapOff, answer))
    expect(states.map(({ state }) => state)).toEqual(['done', 'not-done', 'unknown', 'not-done'])
    expect(states.flatMap(({ fields }) => fields.map(({ state }) => state))).toEqual([
      'accepted-not-readable',
      'not-known',
      'not-known',
      'not-known'
    ])
  })

  it('tells each field', () => {
    const { fields } = readBack(withSecret, held('other', 'planned'), 'lost')
    expect(fields).toEqual([
      { field: 'ldap_host', label: 'LDAP Host', state: 'differs', planned: 'dc2.corp.example', actual: 'dc3.corp.example' },
      { field: 'ldap_port', label: 'LDAP Port', state: 'verified', value: 636 },
      { field: 'ldap_password', label: 'LDAP Password', state: 'not-known' }
    ])
  })

  it('takes the same value written differently for the same, and a field that is gone for an empty one', () => {
    const change = sampleChange({ ldap_host: 'dc2.corp.example', ldap_host_2: 'dc3.corp.example', ldap_domain: '' })
    const actual = { ldap_host: 'DC2.CORP.EXAMPLE.', ldap_host_2: 'dc3.corp.example' }
    expect(readBack(change, actual, 'accepted').state).toBe('done')
  })

  it('never calls a change done that is not as planned in every readable field', () => {
    for (const host of ['planned', 'before', 'other'] as const)
      for (const port of ['planned', 'before', 'other'] as const)
        for (const answer of answers)
          for (const change of [withValues, withSecret]) {
            const { state, fields } = readBack(change, held(host, port), answer)
            const isAsPlanned = host === 'planned' && port === 'planned'
            if (state === 'done') expect(isAsPlanned).toBe(true)
            if (state === 'not-done' && answer !== 'not-sent') expect([host, port]).not.toContain('planned')
            expect(fields.filter((field) => field.state === 'verified')).toHaveLength(
              [host, port].filter((found) => found === 'planned').length
            )
          }
  })

  it('knows no field of a name that objects have anyway', () => {
    const change: PlannedChange = {
      ...withValues,
      fields: [{ kind: 'value', field: 'constructor', label: 'x', before: undefined, after: 'x', readBack: 'exact' }]
    }
    expect(readBack(change, {}, 'accepted')).toEqual({
      state: 'not-done',
      fields: [{ field: 'constructor', label: 'x', state: 'differs', planned: 'x', actual: undefined }]
    })
  })
})

describe('runOutcome', () => {
  const refused = problem('plan.changed-meanwhile', { what: 'x', fields: 'y' })
  const ignored = problem('apply.differs', { what: 'x', fields: 'y' })
  const verified: FieldReadBack = { field: 'a', label: 'A', state: 'verified', value: 1 }
  const differing: FieldReadBack = { field: 'a', label: 'A', state: 'differs', planned: 1, actual: 2 }
  const notKnown: FieldReadBack = { field: 'p', label: 'P', state: 'not-known' }

  it.each<[string, readonly ChangeReceipt[], RunOutcome]>([
    ['nothing', [], 'proved'],
    ['done', [receipt('done', [verified])], 'proved'],
    ['done with a secret', [receipt('done', [verified, { ...notKnown, state: 'accepted-not-readable' }])], 'proved'],
    ['done, but the answer about a secret was lost', [receipt('done', [verified, notKnown])], 'unknown'],
    ['entered by a person, secret and all', [receipt('done', [verified, notKnown], undefined, 'hand-off')], 'proved'],
    ['done and waiting', [receipt('done'), receipt('waiting')], 'handed-off'],
    ['waiting with a secret', [receipt('waiting', [notKnown], undefined, 'hand-off')], 'handed-off'],
    ['refused, the rest not sent', [receipt('done'), receipt('not-done', [differing], refused), receipt('not-done')], 'stopped'],
    ['taken and ignored', [receipt('not-done', [differing], ignored), receipt('not-done')], 'differs'],
    ['taken and ignored, without a word', [receipt('not-done', [differing])], 'differs'],
    ['partly', [receipt('done'), receipt('partly', [verified, differing])], 'differs'],
    ['unknown beside everything else', [receipt('partly'), receipt('unknown'), receipt('waiting'), receipt('not-done')], 'unknown'],
    ['not done and waiting', [receipt('not-done'), receipt('waiting')], 'stopped']
  ])('of %s', (_, changes, outcome) => {
    expect(runOutcome(changes)).toBe(outcome)
  })

  function receipt(
    state: ChangeState,
    fields: readonly FieldReadBack[] = [],
    why?: ChangeReceipt['problem'],
    way: PlannedChange['way'] = 'update'
  ): ChangeReceipt {
    return { change: { ...withValues, way }, state, readBack: fields, problem: why }
  }
})

function held(host: Found, port: Found): FieldValues {
  return { ...ldapOff, ldap_host: values.ldap_host[host], ldap_port: values.ldap_port[port] }
}
