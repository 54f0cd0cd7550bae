import { describe, expect, it } from 'vitest'
import { causeText, changedRuleText } from '../../../../src-main/core/preview/cause-text.ts'
import type { Cause } from '../../../../src-main/core/preview/compare-previews.ts'

describe('causes in words', () => {
  it.each([
    [{ kind: 'appeared', where: 'directory' }, 'Is new in the directory.'],
    [{ kind: 'vanished', where: 'site' }, 'Is not on the site any more.'],
    [{ kind: 'attribute', attribute: 'mail', before: '', after: 'anna@x' }, 'mail in the directory: nothing became “anna@x”.'],
    [{ kind: 'attribute', attribute: 'disabled', before: 'no', after: 'yes' }, 'Was disabled in the directory.'],
    [{ kind: 'attribute', attribute: 'locked', before: 'yes', after: 'no' }, 'Is no longer locked in the directory.'],
    [{ kind: 'site-field', field: 'email', before: 'a', after: 'b' }, 'email on the site: “a” became “b”.'],
    [{ kind: 'joined', group: 'Sales' }, 'Was put into the group “Sales”.'],
    [{ kind: 'left-by-way-of', group: 'Sales' }, 'Dropped out of “Sales” because another group was edited.']
  ] satisfies readonly (readonly [Cause, string])[])('%o', (cause, text) => {
    expect(causeText(cause)).toBe(text)
  })

  it('takes an attribute that is called like something every object has for an attribute', () => {
    expect(causeText({ kind: 'attribute', attribute: 'constructor', before: 'a', after: 'b' })).toBe(
      'constructor in the directory: “a” became “b”.'
    )
  })

  it.each([
    [{ rule: 'directMembersOnly', before: 'false', after: 'true' }, 'Direct members only: off became on.'],
    [{ rule: 'requiredGroups', before: '""', after: '"Sales\\nHR"' }, 'Only provision users in these groups: nothing became “Sales, HR”.'],
    [{ rule: 'whenGone', before: '"nothing"', after: '"disable"' }, 'People who are gone: left as they are became disabled.'],
    [{ rule: 'managedBy', before: '{"kind":"site-ldap"}', after: '{"kind":"strategy","id":3}' }, 'Another sync of the site was looked at.']
  ])('names a setting as a person knows it: %o', (rule, text) => {
    expect(changedRuleText(rule)).toBe(text)
  })
})
