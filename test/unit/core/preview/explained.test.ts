import { describe, expect, it } from 'vitest'
import { explainFewResults } from '../../../../src-main/core/preview/ablation.ts'
import { comparePreviews } from '../../../../src-main/core/preview/compare-previews.ts'
import { explainPerson } from '../../../../src-main/core/preview/explain.ts'
import type { PreviewRules } from '../../../../src-main/core/preview/preview-rules.ts'
import { type Preview, runPreview } from '../../../../src-main/core/preview/run-preview.ts'
import { traceRow } from '../../../../src-main/core/preview/trace.ts'
import { type PlainGroup, type PlainPerson, plainRules, plainSite, plainSnapshot, type PlainUser } from '../../../support/plain-snapshot.ts'

const people: readonly PlainPerson[] = [
  {
    username: 'anna',
    mail: 'anna.li@corp.example',
    displayName: 'Anna Li',
    uid: 'a17',
    stableId: 'id-anna',
    dn: 'uid=anna,ou=people,dc=corp'
  },
  { username: 'bo', mail: 'bo@corp.example', displayName: 'Bo Ek', stableId: 'id-bo', dn: 'cn=Ek\\, Bo,ou=people,dc=corp' },
  { username: 'zoë', displayName: 'Zoë Ay', stableId: 'id-zoe', state: 1 },
  { username: 'Anna Double', displayName: 'Twin', stableId: 'id-t1' },
  { username: 'anna double', displayName: 'Twin', stableId: 'id-t2' }
]
const groups: readonly PlainGroup[] = [
  { name: 'Team A', people: [0, 3, 4] },
  { name: 'Staff', groups: [0, 2], people: [2] },
  { name: 'Loop', groups: [1] }
]
const users: readonly PlainUser[] = [
  { username: 'bo', email: 'bo@corp.example', name: 'Bo Ek' },
  { username: 'gone', email: 'gone@x.example', name: 'Gi Onn' }
]
const staffOnly = { requiredGroups: 'Staff', provisionsGroups: false }

describe('the trace', () => {
  it('shows the way through the groups, and every rule in the order of the decision', () => {
    const { headline, steps, remedy } = traceRow(previewOf(staffOnly), 0)
    expect(headline).toBe('anna would get an account. The site has no user of this name yet.')
    expect(steps.map(({ rule, result }) => `${rule}: ${result}`)).toEqual([
      'Found by the filter: passed',
      'Required groups: passed',
      'Account in the directory: passed',
      'User name: passed',
      'Match on the site: noted'
    ])
    expect(steps[1]?.evidence).toEqual([
      { label: 'Way', value: 'Team A → Staff' },
      { label: 'Membership', value: 'member of the group' }
    ])
    expect(remedy).toBe('')
  })

  it('says that only direct members count when that is what keeps somebody out', () => {
    const step = traceRow(previewOf({ ...staffOnly, directMembersOnly: true }), 0).steps.find(({ result }) => result === 'failed')
    expect(step?.sentence).toBe('The person is in a required group only by way of another group, and only direct members count.')
  })

  it('names the others of the same user name', () => {
    const step = traceRow(previewOf({}), 3).steps.find(({ rule }) => rule === 'Only person of this name')
    expect(step?.evidence.map(({ value }) => value)).toEqual(['uid=anna double-4,ou=people,dc=corp,dc=example'])
  })

  it('exists for every row, with a sentence in every step and a remedy wherever somebody is kept out', () => {
    for (const rules of [{}, staffOnly, { domain: 'corp.example' }, { provisionsUsers: false }, { excludedGroups: '*' }]) {
      const preview = previewOf(rules)
      for (let row = 0; row < preview.rowCount; row += 1) {
        const { headline, steps, remedy } = traceRow(preview, row)
        const { outcome } = preview.row(row)
        expect(steps.length).toBeGreaterThan(2)
        for (const text of [headline, ...steps.map(({ sentence }) => sentence)]) expect(text).toMatch(/\.$/)
        if (outcome === 'left-out' || outcome === 'disable' || outcome === 'delete') expect(remedy).toMatch(/\.$/)
      }
    }
  })
})

describe('why not Anna?', () => {
  it.each([
    ['anna', 0, 'user name'],
    [' ANNA ', 0, 'user name'],
    ['Anna.Li@corp.example', 0, 'mail'],
    ['UID=anna, OU=people, DC=corp', 0, 'DN'],
    ['cn=Ek\\2c Bo,ou=people,dc=corp', 1, 'DN'],
    ['a17', 0, 'name in the directory'],
    ['anna li', 0, 'full name'],
    ['zoe\u0308', 2, 'user name'],
    ['gone', 5, 'user name'],
    ['gone@x.example', 5, 'mail'],
    ['Gi Onn', 5, 'full name']
  ])('finds %j', (typed, row, by) => {
    expect(explainPerson(previewOf({}), typed)).toMatchObject({ kind: 'found', row, by })
  })

  it('answers in one sentence, and tells of others who fit', () => {
    expect(explainPerson(previewOf(staffOnly), 'bo')).toMatchObject({
      sentence: 'bo would be disabled. The person is in none of the required groups any more.'
    })
    expect(explainPerson(previewOf({}), 'anna double')).toMatchObject({ row: 3, others: [4] })
  })

  it('knows the user name field without the domain', () => {
    expect(explainPerson(previewOf({ domain: 'corp.example' }), 'anna')).toMatchObject({ kind: 'found', row: 0, by: 'user name field' })
  })

  it('names those who are spelled most alike when nobody is found', () => {
    const answer = explainPerson(previewOf({}), 'ana')
    expect(answer.kind === 'not-found' && answer.nearest[0]).toEqual({ row: 0, username: 'anna', name: 'Anna Li' })
    expect(explainPerson(previewOf({}), 'qqqqqq')).toMatchObject({ kind: 'not-found', nearest: [] })
    expect(explainPerson(previewOf({}), ' ')).toMatchObject({ kind: 'not-found', sentence: 'Nobody was named.' })
  })
})

describe('few results', () => {
  it('are explained by the clause that keeps most people away', () => {
    const { sentence, clauses, patterns, taken } = explainFewResults(
      previewOf({ requiredGroups: 'Team A, Nobody', directMembersOnly: true })
    )
    expect(taken).toBe(1)
    expect(clauses.map(({ clause, comesBack }) => [clause, comesBack])).toEqual([
      ['required-groups', 1],
      ['direct-members-only', 0],
      ['disabled', 0]
    ])
    expect(sentence).toBe('“Only provision users in these groups” keeps 1 person away.')
    expect(patterns).toEqual([
      { pattern: 'Team A', groups: 1, people: 1 },
      { pattern: 'Nobody', groups: 0, people: 0 }
    ])
  })

  it('are explained by a domain that the site does not use', () => {
    const { sentence } = explainFewResults(previewOf({ domain: 'wrong.example', whenGone: 'nothing' }))
    // One person is disabled, which brings back as many as the domain would find.
    expect(sentence).toBe('Being disabled in the directory keeps 1 person away.')
    const ofDomain = explainFewResults(previewOf({ domain: 'wrong.example' })).clauses.find(({ clause }) => clause === 'domain')
    expect(ofDomain).toMatchObject({ comesBack: 0, foundOnSite: 1 })
  })

  it('are explained by the reading when there is nobody at all', () => {
    const empty = runPreview(plainSnapshot([]), undefined, plainRules(), { now: new Date(0) })
    expect(explainFewResults(empty).sentence).toMatch(/^The directory itself gave nobody/)
  })
})

describe('two runs', () => {
  it('that are the same have no differences', () => {
    expect(comparePreviews(previewOf(staffOnly), previewOf(staffOnly))).toEqual({ changed: [], rules: [], isReliable: true })
  })

  it('name who changed and which edit did it', () => {
    const later = people.map((person) =>
      person.stableId === 'id-bo'
        ? { ...person, displayName: 'Bo Li', dn: 'cn=Bo,ou=new,dc=corp' }
        : person.stableId === 'id-zoe'
          ? { ...person, state: 0 }
          : person
    )
    const before = previewOf({})
    const now = runPreview(plainSnapshot(later, groups), plainSite(users.slice(0, 1)), plainRules(), { now: new Date(0) })
    const changed = comparePreviews(before, now).changed.map(({ username, outcomeBefore, outcomeNow, causes }) => ({
      username,
      outcomeBefore,
      outcomeNow,
      causes
    }))
    expect(changed).toEqual([
      {
        username: 'bo',
        outcomeBefore: 'unchanged',
        outcomeNow: 'update',
        causes: [
          { kind: 'attribute', attribute: 'DN', before: 'cn=Ek\\, Bo,ou=people,dc=corp', after: 'cn=Bo,ou=new,dc=corp' },
          { kind: 'attribute', attribute: 'displayName', before: 'Bo Ek', after: 'Bo Li' }
        ]
      },
      {
        username: 'zoë',
        outcomeBefore: 'left-out',
        outcomeNow: 'create',
        causes: [{ kind: 'attribute', attribute: 'disabled', before: 'yes', after: 'no' }]
      },
      { username: 'gone', outcomeBefore: 'disable', outcomeNow: undefined, causes: [{ kind: 'vanished', where: 'site' }] }
    ])
  })

  it('tell a membership by way of another group from one of the person', () => {
    const without = groups.map((group) => (group.name === 'Staff' ? { ...group, groups: [] } : group))
    const now = runPreview(plainSnapshot(people, without), plainSite(users), plainRules(staffOnly), { now: new Date(0) })
    const [anna] = comparePreviews(previewOf(staffOnly), now).changed
    expect(anna).toMatchObject({
      username: 'anna',
      reasonNow: 'not-in-required-groups',
      causes: [
        { kind: 'left-by-way-of', group: 'Staff' },
        { kind: 'left-by-way-of', group: 'Loop' }
      ]
    })
  })

  it('blame the settings when nothing else changed, and are not reliable when one was cut', () => {
    const { changed, rules } = comparePreviews(previewOf({}), previewOf({ provisionsUsers: false }))
    expect(changed).toMatchObject([{ username: 'anna', outcomeBefore: 'create', outcomeNow: 'left-out', causes: [] }])
    expect(rules).toEqual([{ rule: 'provisionsUsers', before: 'true', after: 'false' }])

    const cut = plainSnapshot(people, groups, { end: { kind: 'cut', because: 'x', where: 'groups' } })
    expect(comparePreviews(previewOf({}), runPreview(cut, plainSite(users), plainRules(), { now: new Date(0) })).isReliable).toBe(false)
  })
})

function previewOf(rules: Partial<PreviewRules>): Preview {
  return runPreview(plainSnapshot(people, groups), plainSite(users), plainRules({ provisionsGroups: false, ...rules }), {
    now: new Date(0)
  })
}
