import { previewHeadline } from '../../../../src-main/app/preview/preview-headline.ts'
import { describe, expect, it } from 'vitest'
import { hasMissingPart } from '../../../../src-main/app/preview/ldif-entries.ts'
import { changedRuleText } from '../../../../src-main/core/preview/cause-text.ts'
import { comparePreviews } from '../../../../src-main/core/preview/compare-previews.ts'
import { explainPerson } from '../../../../src-main/core/preview/explain.ts'
import { htmlPreview } from '../../../../src-main/core/preview/export/html-preview.ts'
import { exportTexts } from '../../../../src-main/core/preview/export/preview-writer.ts'
import { groupChanges } from '../../../../src-main/core/preview/group-changes.ts'
import { missingCanaries } from '../../../../src-main/core/preview/judge-preview.ts'
import { rulesFromFields } from '../../../../src-main/core/preview/rules-from-fields.ts'
import { runPreview } from '../../../../src-main/core/preview/run-preview.ts'
import { accountStateReader } from '../../../../src-main/core/preview/snapshot/read-account-state.ts'
import { entryViewOf } from '../../../../src-main/core/preview/snapshot/text-entry.ts'
import { wantedOfPeople } from '../../../../src-main/core/preview/snapshot/wanted-attributes.ts'
import { summarizePreview } from '../../../../src-main/core/preview/summary.ts'
import { usualSafetyLimits } from '../../../../src-main/core/profile/profile.ts'
import { plainRules, plainSite, plainSnapshot } from '../../../support/plain-snapshot.ts'

const now = new Date(0)

describe('people who must be found', () => {
  it('are not found under a name that a second domain has made another one', () => {
    // given the user name field holds the domain already, and the sync appends it once more
    const snapshot = plainSnapshot([{ username: 'anna@corp.example' }])
    const site = plainSite([{ username: 'anna@corp.example' }])
    const limits = { ...usualSafetyLimits, mustBeFound: ['anna@corp.example'] }
    const preview = runPreview(snapshot, site, plainRules({ domain: 'corp.example', limits }), { now })

    // then her user would be gone, and nobody says that she was found
    expect(summarizePreview(preview).counts).toMatchObject({ create: 1, disable: 1 })
    expect(missingCanaries(preview)).toEqual(['anna@corp.example'])
  })
})

describe('the people of a group', () => {
  const nested = [
    { name: 'Inner', people: [0] },
    { name: 'Outer', groups: [0], people: [1] }
  ]

  it('are counted by the same rule whether the group is kept or left out', () => {
    const snapshot = plainSnapshot([{ username: 'anna' }, { username: 'bo' }], nested)
    const kept = groupChanges(runPreview(snapshot, undefined, plainRules(), { now }))
    const leftOut = groupChanges(runPreview(snapshot, undefined, plainRules({ excludedGroups: '*' }), { now }))
    const people = (groups: typeof kept) => Object.fromEntries(groups.map((group) => [group.name, group.people]))

    expect(people(kept)).toEqual({ Inner: 1, Outer: 2 })
    expect(people(leftOut)).toEqual({ Inner: 1, Outer: 2 })
  })

  it('are as many in the table as the group says', () => {
    const people = [{ username: 'anna' }, { username: 'bo', state: 1 }, { username: '' }, { username: 'cy' }]
    const snapshot = plainSnapshot(people, [{ name: 'Staff', people: [0, 1, 2] }])
    const preview = runPreview(snapshot, plainSite([{ username: 'anna', groups: ['Staff'] }]), plainRules(), { now })
    const [staff] = groupChanges(preview)

    expect(preview.rows({ filter: { group: staff?.number }, offset: 0, limit: 9 }).total).toBe(staff?.people)
  })
})

describe('memberships that would change', () => {
  it('are as many in the summary as in groups and rows, also where nobody named the groups of the users', () => {
    // given a user of whom something else differs, so that she is updated
    const snapshot = plainSnapshot([{ username: 'anna', displayName: 'Anna' }, { username: 'bo' }], [{ name: 'Staff', people: [0, 1] }])
    const site = plainSite([{ username: 'anna', name: 'Other' }], undefined, false)
    const preview = runPreview(snapshot, site, plainRules(), { now })
    const rows = preview.rows({ offset: 0, limit: 9 }).rows

    const inRows = rows.reduce((sum, { groupsGained }) => sum + groupsGained.length, 0)
    const inGroups = groupChanges(preview).reduce((sum, { gained }) => sum + gained, 0)
    expect([summarizePreview(preview).groups.gainedMembers, inGroups, inRows]).toEqual([1, 1, 1])
  })
})

describe('a provider that leaves memberships alone', () => {
  it('takes nobody out of a group, as its switch “Remove memberships that end” says', () => {
    const told = (fields: Readonly<Record<string, boolean>>) => rulesFromFields({ resource: 'sso-strategy', targetId: 7, fields })
    const preview = (fields: Readonly<Record<string, boolean>>) =>
      runPreview(
        plainSnapshot([{ username: 'anna' }, { username: 'bo' }], [{ name: 'Staff', people: [1] }, { name: 'Old' }]),
        plainSite(['anna', 'bo'].map((username) => ({ username, ssoStrategyId: 7, groups: username === 'anna' ? ['Old'] : [] }))),
        { ...told(fields), limits: usualSafetyLimits },
        { now }
      )
    const seen = (shown: ReturnType<typeof preview>) => {
      const { counts, groups, assumptions } = summarizePreview(shown)
      const lost = groupChanges(shown).reduce((sum, change) => sum + change.lost, 0)
      const ends = assumptions.some((sentence) => sentence.startsWith('Memberships that end in the directory end on the site'))
      return { update: counts.update, lost: [groups.lostMembers, lost, shown.row(0).groupsLost.length], gained: groups.gainedMembers, ends }
    }

    expect(seen(preview({}))).toEqual({ update: 2, lost: [1, 1, 1], gained: 1, ends: true })
    expect(seen(preview({ deprovision_groups: true }))).toEqual({ update: 2, lost: [1, 1, 1], gained: 1, ends: true })
    expect(seen(preview({ deprovision_groups: false }))).toEqual({ update: 1, lost: [0, 0, 0], gained: 1, ends: false })
  })
})

describe('what a reading left open', () => {
  it('is among the assumptions when other servers were pointed to', () => {
    const summary = (references: number) =>
      summarizePreview(runPreview(plainSnapshot([{ username: 'anna' }], [], { references }), undefined, plainRules(), { now }))

    expect(summary(2).assumptions.join(' ')).toMatch(/other servers/)
    expect(summary(0).assumptions.join(' ')).not.toMatch(/other servers/)
  })

  it('is said to whoever asks for somebody who is not there', () => {
    const cut = { end: { kind: 'cut', because: 'the server went away', where: 'people' } } as const
    const sentence = (reading: Parameters<typeof plainSnapshot>[2]) =>
      explainPerson(runPreview(plainSnapshot([{ username: 'anna' }], [], reading), undefined, plainRules(), { now }), 'zoe').sentence

    expect(sentence(cut)).toMatch(/incomplete/i)
    expect(sentence({})).not.toMatch(/incomplete/i)
  })

  it('shows where a part in the middle of a list of members is missing', () => {
    const entry = (attributes: Record<string, string[]>) => ({ dn: 'cn=g', attributes: new Map(Object.entries(attributes)) })

    expect(hasMissingPart(entry({ 'member;range=0-1499': ['a'], 'member;range=3000-*': ['b'] }))).toBe(true)
    expect(hasMissingPart(entry({ 'member;range=1500-*': ['b'] }))).toBe(true)
    expect(hasMissingPart(entry({ 'member;range=1500-*': ['b'], 'member;range=0-1499': ['a'] }))).toBe(false)
  })
})

describe('a directory without userAccountControl', () => {
  it('says by the computed bits who is disabled, as AD LDS does', () => {
    const wanted = wantedOfPeople('userPrincipalName', 'active-directory')
    const state = accountStateReader(wanted, now)
    const attributes = new Map([['msds-user-account-control-computed', ['2']]])

    expect(state(entryViewOf({ dn: 'cn=anna', attributes }, wanted))).toBe(1)
  })
})

describe('a page for people', () => {
  const about = { version: '1', createdAt: now.toISOString(), runId: 'x', readAt: now.toISOString(), directory: 'dc1' }
  const page = (site: string | undefined, outcomes: readonly ('create' | 'unchanged')[]) => {
    const users = plainSite([{ username: 'bo', email: 'b@x', name: 'Bo' }])
    const people = [{ username: 'anna' }, { username: 'bo', mail: 'b@x', displayName: 'Bo' }]
    const preview = runPreview(plainSnapshot(people), site === undefined ? undefined : users, plainRules(), { now })
    const summary = summarizePreview(preview)
    const headline = previewHeadline(summary, site !== undefined)
    const writer = htmlPreview({ summary, about: { ...about, site }, headline, rules: preview.rules })
    const rows = preview.rows({ filter: { outcomes }, offset: 0, limit: 9 }).rows
    return [...exportTexts(writer, rows)].join('')
  }

  it('says nothing of who would lose access, and shows no green light, when no site was compared', () => {
    const html = page(undefined, [])

    expect(html).not.toMatch(/lose their access/)
    expect(html).not.toMatch(/headline healthy/)
    expect(html).not.toMatch(/Users of the site/)
    expect(html).toMatch(/No site was compared, so nobody can tell who would lose access. 2 people .* 2 would be created on an empty site/)
    expect(page('acme.example', [])).toMatch(/headline healthy">2 people in the directory, 1 user on the site: the sync would create 1;/)
  })

  it('says when it lists only some of the people', () => {
    expect(page('acme.example', ['create'])).toMatch(/1 of 2 people and users/)
    expect(page('acme.example', [])).not.toMatch(/people and users/)
  })
})

describe('a comparison', () => {
  it('says when only one of the two was compared with users, which gives everybody another outcome', () => {
    const snapshot = plainSnapshot([{ username: 'anna' }])
    const alone = runPreview(snapshot, undefined, plainRules(), { now })
    const withSite = runPreview(snapshot, plainSite([{ username: 'anna' }]), plainRules(), { now })

    const said = comparePreviews(alone, withSite)
    expect(said.changed).toHaveLength(1)
    expect(said.rules.map(changedRuleText)).toEqual(['Users of a site: “not compared” became “compared”.'])
    expect(comparePreviews(withSite, withSite).rules).toEqual([])
  })
})
