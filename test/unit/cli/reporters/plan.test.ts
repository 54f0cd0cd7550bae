import { describe, expect, it } from 'vitest'
import { planDocument, planLines, planOutcome } from '../../../../src-main/cli/reporters/plan.ts'
import { jsonText } from '../../../../src-main/cli/reporters/json-text.ts'
import { problem } from '../../../../src-main/core/errors.ts'
import { seen } from '../../../../src-main/core/evidence.ts'
import { plainStyle } from '../../../../src-main/core/report/text-style.ts'
import { sampleChange, samplePlan } from '../../../support/sample-plan.ts'

const notRead = problem('plan.safety.directory-not-read', { reason: 'no password was given' })
const shown = (changes: Parameters<typeof samplePlan>[0] = {}) => ({
  plan: samplePlan(changes),
  forecast: { kind: 'not-needed' } as const,
  secretFields: []
})

describe('a plan as text', () => {
  it('reads from the whole to the part: headline, fields, safety, way in, digest', () => {
    const { plan } = shown()

    expect(planLines(shown(), plainStyle)).toEqual([
      'Plan for acme.files.com',
      '3 settings change, 0 people lose access.',
      '',
      'LDAP settings of acme.files.com',
      '  LDAP integration (ldap_enabled)',
      '    before  off',
      '    after   on',
      '  LDAP Host (ldap_host)',
      '    before  (empty)',
      '    after   ldap.corp.example',
      '  LDAP Password (ldap_password)',
      '            will be replaced; what is there now can be read by nobody',
      '',
      '    Safe           Nothing speaks against this plan.',
      '                   Would lose access: 0',
      '    Way in         alice.admin gets in with a password, whatever becomes of single sign-on.',
      '    How we know    Sign-in: password',
      '',
      '    Read at        2026-11-21 10:00:00 UTC',
      `    Digest         ${plan.digest.replace(/(.{4})(?=.)/g, '$1 ')}`
    ])
  })

  it('says of a hand-off that nothing of it is sent', () => {
    const lines = planLines(shown({ changes: [{ ...sampleChange, way: 'hand-off' }] }), plainStyle)

    expect(lines).toContain('    By hand        this site takes the change in its web form only; nothing of it is sent')
  })

  it('says of credentials that they go into the web form, whatever the site takes otherwise', () => {
    const tenant = { kind: 'unseen', field: 'tenant_id', label: 'Tenant ID', after: '09f96c55-66de-4d9b-8a57-b72cfe44adca' } as const
    const text = planLines(shown({ changes: [{ ...sampleChange, way: 'hand-off', fields: [tenant] }] }), plainStyle).join(' ')

    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'tenant, client and secret go into the web form, and the rest with them; nothing of it is sent'
    )
  })

  it('names each reason against it, and whether it can be overridden', () => {
    const text = planLines(
      shown({
        safety: {
          kind: 'unsafe',
          reasons: [
            { problem: notRead, canBeOverridden: true },
            { problem: problem('plan.safety.read-incomplete', { reason: 'the connection broke' }), canBeOverridden: false }
          ],
          evidence: []
        }
      }),
      plainStyle
    ).join('\n')

    expect(text).toContain('    Not safe       2 reasons speak against this plan.')
    expect(text).toContain('    Override       --override acme.files.com --reason TEXT; both are recorded')
    expect(text).toContain('    Override       not possible: facts are missing or wrong')
    expect(text).toContain('    What to do     ')
  })

  it('names who would lose access, and counts the rest', () => {
    const names = Array.from({ length: 22 }, (_each, index) => `person${String(index + 1)}`)
    const forecast = {
      kind: 'made',
      isComplete: true,
      because: undefined,
      peopleInDirectory: 100,
      peopleLastTime: undefined,
      managedUsers: 100,
      wouldLose: names,
      notFound: [],
      assumptions: []
    } as const

    const text = planLines({ ...shown(), forecast }, plainStyle)
      .join(' ')
      .replace(/\s+/g, ' ')

    expect(text).toContain('Next sync 22 people would lose access: person1, person2,')
    expect(text).toContain('person20 and 2 more.')
    expect(text).not.toContain('person21')
  })

  it('tells nothing about anybody when the directory was not read to its end', () => {
    const forecast = {
      kind: 'made',
      isComplete: false,
      because: 'The reading of people ended early.',
      cut: 'directory',
      peopleInDirectory: 100,
      peopleLastTime: undefined,
      managedUsers: 100,
      wouldLose: ['anna'],
      notFound: [],
      assumptions: []
    } as const

    const text = planLines({ ...shown(), forecast }, plainStyle)
      .join(' ')
      .replace(/\s+/g, ' ')

    expect(text).toContain('Next sync Nobody knows: the directory was not read to its end. The reading of people ended early.')
    expect(text).not.toContain('would lose access')
  })

  it('cannot be used to steer a terminal', () => {
    const nasty = 'x\u001b[2Jy\u202e'
    const change = { ...sampleChange, title: nasty, fields: [{ ...sampleChange.fields[1], before: nasty, after: nasty, label: nasty }] }

    const text = planLines(shown({ site: nasty, changes: [change as typeof sampleChange], notes: [nasty] }), plainStyle).join('\n')

    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text).not.toMatch(/[\u001b\u202e]/)
    expect(text).toContain(String.raw`x\x1b[2Jy\u202e`)
  })
})

describe('what a plan comes to', () => {
  it.each([
    ['nothing-to-do', { changes: [] }],
    ['changes', {}],
    ['unsafe', { safety: { kind: 'unsafe', reasons: [{ problem: notRead, canBeOverridden: true }], evidence: [] } }],
    ['unsafe', { breakGlass: { kind: 'not-proved', problem: problem('plan.break-glass.nobody', { administrators: 2 }) } }]
  ] as const)('is %s', (outcome, changes) => {
    expect(planOutcome(samplePlan(changes))).toBe(outcome)
  })
})

describe('a document for programs', () => {
  it('has null where a value is empty, and no secret', () => {
    const document = planDocument('plan', shown({ notes: ['Geheim-1'] }))

    const text = jsonText(document, (each) => each.replaceAll('Geheim-1', '[secret]'))

    expect(JSON.parse(text)).toMatchObject({
      schemaVersion: 1,
      command: 'plan',
      outcome: 'changes',
      plan: {
        notes: ['[secret]'],
        changes: [{ fields: [{}, { field: 'ldap_host', before: null, after: 'ldap.corp.example' }, { kind: 'secret' }] }]
      }
    })
  })

  it('stays JSON when a secret is a piece of JSON', () => {
    const text = jsonText({ schemaVersion: 1, sentence: 'a "," b' }, (each) => each.replaceAll('","', '[secret]'))

    expect(JSON.parse(text)).toEqual({ schemaVersion: 1, sentence: 'a [secret] b' })
  })
})

it('shows evidence of a plan that nobody is proved to survive', () => {
  const lines = planLines(
    shown({
      breakGlass: {
        kind: 'not-proved',
        problem: problem('plan.break-glass.nobody', { administrators: 2 }, [seen('bob', 'single sign-on')])
      }
    }),
    plainStyle
  )

  expect(lines).toContain('    Way in         Not proved; without it nothing is applied, and no override exists.')
  expect(lines).toContain('    How we know    bob: single sign-on')
})
