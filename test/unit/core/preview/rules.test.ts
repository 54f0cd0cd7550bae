import { describe, expect, it } from 'vitest'
import type { PreviewRules } from '../../../../src-main/core/preview/preview-rules.ts'
import { type Preview, runPreview } from '../../../../src-main/core/preview/run-preview.ts'
import { type PlainGroup, type PlainPerson, plainRules, plainSite, plainSnapshot, type PlainUser } from '../../../support/plain-snapshot.ts'

interface Case {
  readonly people?: readonly PlainPerson[]
  readonly groups?: readonly PlainGroup[]
  readonly users?: readonly PlainUser[]
  readonly rules?: Partial<PreviewRules>
}

const anna: PlainPerson = { username: 'anna', mail: 'anna@corp.example', displayName: 'Anna Li' }
const annaUser: PlainUser = { username: 'anna', email: 'anna@corp.example', name: 'Anna Li' }
const staff: PlainGroup = { name: 'Staff', people: [0] }

describe('what would become of whom', () => {
  it.each<[string, Case, readonly string[]]>([
    ['somebody new', { people: [anna] }, ['anna create new-person']],
    ['somebody new, no creating', { people: [anna], rules: { provisionsUsers: false } }, ['anna left-out user-provisioning-off']],
    ['the same on both sides', { people: [anna], users: [annaUser] }, ['anna unchanged same']],
    [
      'the same in capitals, the site keeps its spelling',
      { people: [anna], users: [{ ...annaUser, username: 'ANNA' }] },
      ['ANNA unchanged same case-differs']
    ],
    ['mail in capitals', { people: [anna], users: [{ ...annaUser, email: 'Anna@Corp.example' }] }, ['anna unchanged same']],
    ['another name', { people: [anna], users: [{ ...annaUser, name: 'Anna Ek' }] }, ['anna update fields-differ']],
    ['another mail', { people: [anna], users: [{ ...annaUser, email: 'x@y.example' }] }, ['anna update fields-differ']],
    [
      'a user name that was given to somebody else',
      { people: [{ ...anna, mail: 'anna.berg@corp.example', displayName: 'Anna Berg' }], users: [annaUser] },
      ['anna update fields-differ other-person']
    ],
    [
      'two people who have changed their user names',
      {
        people: [
          { username: 'anna', mail: 'bo@corp.example', displayName: 'Bo Ek' },
          { username: 'bo', mail: 'anna@corp.example', displayName: 'Anna Li' }
        ],
        users: [annaUser, { username: 'bo', email: 'bo@corp.example', name: 'Bo Ek' }]
      },
      ['anna update fields-differ other-person', 'bo update fields-differ other-person']
    ],
    [
      'a new mail domain, and names the other way round',
      { people: [{ ...anna, mail: 'anna@new.example', displayName: 'LI, Anna' }], users: [annaUser] },
      ['anna update fields-differ']
    ],
    [
      'a user of whom the site knew no name or no mail',
      {
        people: [anna, { ...anna, username: 'bo' }],
        users: [
          { ...annaUser, name: '' },
          { username: 'bo', email: '', name: 'Bo Ek' }
        ]
      },
      ['anna update fields-differ', 'bo update fields-differ']
    ],
    [
      'a user name that was given to somebody else, and that nobody manages',
      {
        people: [{ ...anna, mail: 'anna.berg@corp.example', displayName: 'Anna Berg' }],
        users: [{ ...annaUser, state: 0 }]
      },
      ['anna unchanged not-managed-by-this-sync matches-unmanaged-user']
    ],
    ['no mail in the directory', { people: [{ ...anna, mail: '' }], users: [annaUser] }, ['anna unchanged same mail-missing']],
    ['a disabled user who is back', { people: [anna], users: [{ ...annaUser, state: 5 }] }, ['anna update fields-differ']],
    ['gone', { users: [annaUser] }, ['anna disable gone-from-directory']],
    ['gone and disabled already', { users: [{ ...annaUser, state: 5 }] }, ['anna unchanged gone-from-directory']],
    ['gone, deleting', { users: [annaUser], rules: { whenGone: 'delete' } }, ['anna delete gone-from-directory']],
    ['gone, left alone', { users: [annaUser], rules: { whenGone: 'nothing' } }, ['anna unchanged stays-when-gone']],
    ['gone, but managed by nobody', { users: [{ ...annaUser, state: 0 }] }, ['anna unchanged not-managed-by-this-sync']],
    ['gone, but of a provider', { users: [{ ...annaUser, ssoStrategyId: 3 }] }, ['anna unchanged not-managed-by-this-sync']],
    [
      'gone, of this provider',
      { users: [{ ...annaUser, ssoStrategyId: 3 }], rules: { managedBy: { kind: 'strategy', id: 3 } } },
      ['anna disable gone-from-directory']
    ],
    [
      'there and not managed, whatever differs',
      { people: [anna], users: [{ ...annaUser, name: 'Other', state: 0 }] },
      ['anna unchanged not-managed-by-this-sync matches-unmanaged-user']
    ],
    ['disabled in the directory', { people: [{ ...anna, state: 1 }] }, ['anna left-out disabled-in-directory']],
    ['disabled there, used here', { people: [{ ...anna, state: 1 }], users: [annaUser] }, ['anna disable disabled-in-directory']],
    [
      'expired and locked',
      { people: [{ ...anna, state: 14 }], users: [annaUser] },
      ['anna unchanged same expired,locked,password-expired']
    ],
    [
      'outside the required groups',
      { people: [anna], groups: [staff], rules: { requiredGroups: 'Ops' } },
      ['anna left-out not-in-required-groups']
    ],
    ['inside', { people: [anna], groups: [staff], rules: { requiredGroups: 'st*' } }, ['anna create new-person']],
    [
      'inside by another group',
      { people: [anna], groups: [staff, { name: 'All', groups: [0] }], rules: { requiredGroups: 'All' } },
      ['anna create new-person']
    ],
    [
      'inside by another group, only direct members counting',
      { people: [anna], groups: [staff, { name: 'All', groups: [0] }], rules: { requiredGroups: 'All', directMembersOnly: true } },
      ['anna left-out not-in-required-groups']
    ],
    [
      'was inside',
      { people: [anna], users: [annaUser], rules: { requiredGroups: 'Staff' } },
      ['anna disable no-longer-in-required-groups']
    ],
    ['no user name', { people: [{ ...anna, username: ' ' }] }, [' left-out no-username']],
    ['too long', { people: [{ ...anna, username: 'a'.repeat(256) }] }, [`${'a'.repeat(256)} left-out username-too-long`]],
    ['forbidden characters', { people: [{ ...anna, username: 'a/b' }] }, ['a/b left-out username-forbidden-characters']],
    [
      'forbidden characters that the site has all the same',
      { people: [{ ...anna, username: 'a/b' }], users: [{ ...annaUser, username: 'a/b' }] },
      ['a/b unchanged same']
    ],
    [
      'two people of one name, and its user stays',
      { people: [anna, { ...anna, username: 'Anna' }], users: [annaUser] },
      ['anna left-out same-username-twice', 'Anna left-out same-username-twice', 'anna unchanged same-username-twice']
    ],
    [
      'two people of one name, one of them disabled',
      { people: [{ ...anna, state: 1 }, anna], users: [annaUser] },
      ['anna left-out disabled-in-directory', 'anna unchanged same']
    ],
    ['renamed', { people: [{ ...anna, username: 'anna.li' }], users: [annaUser] }, ['anna.li update renamed']],
    [
      'perhaps renamed: two who are gone',
      { people: [{ ...anna, username: 'anna.li' }], users: [annaUser, { ...annaUser, username: 'anna2' }] },
      ['anna.li create new-person', 'anna disable gone-from-directory', 'anna2 disable gone-from-directory']
    ],
    [
      'perhaps renamed: two who are new',
      {
        people: [
          { ...anna, username: 'anna.li' },
          { ...anna, username: 'a.li' }
        ],
        users: [annaUser]
      },
      ['anna.li create new-person', 'a.li create new-person', 'anna disable gone-from-directory']
    ],
    [
      'perhaps renamed: the same mail only',
      { people: [{ ...anna, username: 'anna.li', displayName: 'A. Li' }], users: [annaUser] },
      ['anna.li create new-person', 'anna disable gone-from-directory']
    ],
    [
      'perhaps renamed: no mail',
      { people: [{ ...anna, username: 'anna.li', mail: '' }], users: [{ ...annaUser, email: '' }] },
      ['anna.li create new-person mail-missing', 'anna disable gone-from-directory']
    ],
    [
      'two domains',
      { people: [{ ...anna, username: 'anna@corp.example' }], rules: { domain: 'corp.example' } },
      ['anna@corp.example@corp.example create new-person double-suffix,mail-unlike-username']
    ],
    ['a user name that is the mail', { people: [anna], rules: { domain: 'Corp.Example' } }, ['anna@Corp.Example create new-person']],
    ['several values', { people: [{ ...anna, extraUsernames: 1 }] }, ['anna create new-person several-usernames']],
    ['an administrator who goes', { users: [{ ...annaUser, state: 6 }] }, ['anna disable gone-from-directory administrator']],
    ['only the groups', { people: [anna], groups: [staff], users: [annaUser] }, ['anna update groups-differ']],
    [
      'groups without keeping groups',
      { people: [anna], groups: [staff], users: [annaUser], rules: { provisionsGroups: false } },
      ['anna unchanged same']
    ]
  ])('%s', (_, given, expected) => {
    const preview = previewOf(given)
    const rows = preview
      .rows({ offset: 0, limit: 100 })
      .rows.map(({ username, outcome, reason, warnings }) =>
        [username, outcome, reason, ...(warnings.length === 0 ? [] : [warnings.join(',')])].join(' ')
      )
    expect(rows).toEqual(expected)
  })

  it('says field by field what would change', () => {
    const preview = previewOf({
      people: [{ ...anna, username: 'anna.li' }],
      users: [{ ...annaUser, state: 5, email: 'ANNA@corp.example' }]
    })
    expect(preview.row(0).changes).toEqual([
      { field: 'username', before: 'anna', after: 'anna.li' },
      { field: 'disabled', before: 'yes', after: 'no' }
    ])
    expect(previewOf({ users: [annaUser] }).row(0).changes).toEqual([{ field: 'disabled', before: 'no', after: 'yes' }])
  })

  it.each<[string, Partial<PreviewRules>, readonly string[], readonly string[]]>([
    ['all', {}, ['All', 'Ops'], ['Sales']],
    ['direct members only', { directMembersOnly: true }, ['Ops'], ['Sales']],
    ['some included', { includedGroups: 'ops' }, ['Ops'], []],
    ['some excluded', { excludedGroups: 'ops, sales' }, ['All'], []],
    ['excluded wins', { includedGroups: '*', excludedGroups: 'O*' }, ['All'], ['Sales']],
    ['included groups that are not there', { includedGroups: 'Nobody' }, [], []]
  ])('compares memberships with %s', (_, rules, gained, lost) => {
    const groups: readonly PlainGroup[] = [
      { name: 'Staff', people: [0] },
      { name: 'All', groups: [0, 1] },
      { name: 'Ops', people: [0] },
      { name: 'Sales', people: [1], groups: [1] }
    ]
    const people = [anna, { username: 'bo' }]
    const cyclic = groups.map((group) => (group.name === 'Sales' ? { ...group, groups: [] } : group))
    const preview = previewOf({ people, groups: cyclic, users: [{ ...annaUser, groups: ['STAFF', 'Sales', 'Only here'] }], rules })
    const { groupsGained, groupsLost } = preview.row(0)
    expect([[...groupsGained].sort(), groupsLost]).toEqual([gained, lost])
  })

  it('shows everybody in scope as new when there is no site', () => {
    const preview = runPreview(plainSnapshot([anna, { username: 'bo', state: 1 }]), undefined, plainRules(), { now: new Date(0) })
    expect(preview.rows({ offset: 0, limit: 9 }).rows.map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual([
      'create new-person',
      'left-out disabled-in-directory'
    ])
  })
})

function previewOf({ people = [], groups = [], users = [], rules = {} }: Case): Preview {
  return runPreview(plainSnapshot(people, groups), plainSite(users), plainRules(rules), { now: new Date(0) })
}
