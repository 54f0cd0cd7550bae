import { describe, expect, it } from 'vitest'
import { findRun } from '../../../../src-main/cli/preview/find-run.ts'
import { withLimitOptions } from '../../../../src-main/cli/preview/limit-options.ts'
import { parseOutcomes } from '../../../../src-main/cli/preview/outcome-list.ts'
import { withRuleOptions } from '../../../../src-main/cli/preview/rule-options.ts'
import { rulesFromFields } from '../../../../src-main/core/preview/rules-from-fields.ts'
import { usualSafetyLimits } from '../../../../src-main/core/profile/profile.ts'
import { samplePreviewRun } from '../../../support/sample-preview-run.ts'

describe('limits of the options', () => {
  it('take the place of those of the profile, and names are added', () => {
    const limits = { ...usualSafetyLimits, protectedUsers: ['alice'], mustBeFound: ['bob'], needsApproval: true }

    const given = withLimitOptions(limits, {
      limitDisable: ['20', '7.5%'],
      limitShrink: '10%',
      protect: ['carla'],
      mustFind: ['dora', 'ed']
    })

    expect(given).toEqual({
      ok: true,
      value: {
        mostDisabled: 20,
        mostDisabledPercent: 7.5,
        leastPeoplePercent: 90,
        protectedUsers: ['alice', 'carla'],
        mustBeFound: ['bob', 'dora', 'ed'],
        needsApproval: true
      }
    })
  })

  it('stay as they are where none was given', () => {
    expect(withLimitOptions(usualSafetyLimits, {})).toEqual({ ok: true, value: usualSafetyLimits })
  })

  it.each([
    [{ limitDisable: ['-1'] }],
    [{ limitDisable: ['5', '101%'] }],
    [{ limitDisable: ['1e3'] }],
    [{ limitDisable: [''] }],
    [{ limitShrink: '30' }],
    [{ limitShrink: 'NaN%' }],
    [{ protect: [' '] }],
    [{ mustFind: [''] }]
  ])('that are none are refused: %j', (options) => {
    const given = withLimitOptions(usualSafetyLimits, options)

    expect(given.ok ? [] : given.error.map((line) => line.startsWith('--'))).toEqual([true])
  })
})

describe('rules of the options', () => {
  const rules = {
    ...rulesFromFields({
      resource: 'site-ldap',
      targetId: undefined,
      fields: { ldap_user_include_groups: 'Staff', ldap_domain: 'corp.example' }
    })
  }
  const none = { newUsers: true, groups: true }

  it('leave the others as they are', () => {
    expect(withRuleOptions(rules, none)).toEqual(rules)
    expect(withRuleOptions(rules, { ...none, excludeGroups: 'Guests' })).toEqual({ ...rules, excludedGroups: 'Guests' })
  })

  it('can empty what the profile says', () => {
    expect(withRuleOptions(rules, { ...none, requiredGroups: '', domain: '' })).toEqual({ ...rules, requiredGroups: '', domain: '' })
  })

  it('cannot switch on what the profile has switched off', () => {
    const off = { ...rules, provisionsUsers: false, provisionsGroups: false }

    expect(withRuleOptions(off, none)).toEqual(off)
  })

  it('say how members count, one way or the other', () => {
    expect(withRuleOptions(rules, { ...none, nestedMembers: true }).directMembersOnly).toBe(false)
    expect(withRuleOptions({ ...rules, directMembersOnly: false }, { ...none, directMembersOnly: true }).directMembersOnly).toBe(true)
    expect(withRuleOptions({ ...rules, directMembersOnly: false }, none).directMembersOnly).toBe(false)
  })
})

describe('a recorded run', () => {
  const run = (runId: string) => samplePreviewRun({ runId, at: '2026-11-21T10:00:00.000Z', people: 1 }).head
  const runs = [run('3f2a-new'), run('3f2b-old'), run('3f2b-old-too')]

  it.each([
    ['last', '3f2a-new'],
    ['3f2a', '3f2a-new'],
    [' 3F2A-NEW ', '3f2a-new'],
    // Whole, though it begins another one.
    ['3f2b-old', '3f2b-old']
  ])('is found by %j', (named, expected) => {
    const found = findRun(runs, named)

    expect(found.ok && found.value.runId).toBe(expected)
  })

  it.each([
    ['3f2', 'usage'],
    ['4', 'problem'],
    ['', 'problem']
  ])('is not guessed from %j', (named, kind) => {
    const found = findRun(runs, named)

    expect(found.ok ? 'found' : found.error.kind).toBe(kind)
  })
})

describe('outcomes that are wanted', () => {
  it.each([
    [undefined, []],
    ['disable, create', ['create', 'disable']],
    ['Left-Out', ['left-out']]
  ])('%j', (typed, expected) => {
    expect(parseOutcomes(typed)).toEqual({ ok: true, value: expected })
  })

  it.each(['', 'create,', 'all', 'constructor'])('%j is refused', (typed) => {
    expect(parseOutcomes(typed).ok).toBe(false)
  })
})
