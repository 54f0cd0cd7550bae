import { describe, expect, it } from 'vitest'
import {
  isSameUser,
  methodChoices,
  newUserMessage,
  usualSignIn,
  wantedUserMessages,
  withMethod
} from '../../../../src-main/core/model/wanted-users.ts'
import type { WantedUser } from '../../../../src-main/core/profile/profile.ts'

const entra = { id: 12, label: 'Entra ID', enabled: true }
const old = { id: 7, label: 'Old', enabled: false }
const keeper = (username: string, isBreakGlass = true) => ({ username, isBreakGlass })

function person(username: string, more: Partial<WantedUser> = {}): WantedUser {
  return { username, authenticationMethod: 'sso', ssoStrategyId: 12, clear2fa: false, newUsername: undefined, newEmail: undefined, ...more }
}

/** What is said about the first of them. */
function said(users: readonly WantedUser[], site: Partial<Parameters<typeof wantedUserMessages>[2]> = {}): readonly string[] {
  const [first] = users
  if (first === undefined) return []
  return wantedUserMessages(first, users, { strategies: [entra, old], administrators: [], ...site }).map(
    ({ field, severity, text }) => `${severity} ${field}: ${text}`
  )
}

describe('how somebody who is added signs in', () => {
  it.each([
    ['by the first provider that is on', [old, entra], { authenticationMethod: 'sso', ssoStrategyId: 12 }],
    ['by the only provider, even when it is off', [old], { authenticationMethod: 'sso', ssoStrategyId: 7 }],
    ['by a password on a site without providers', [], { authenticationMethod: 'password', ssoStrategyId: undefined }]
  ])('%s', (_, strategies, expected) => {
    expect(usualSignIn({ strategies })).toEqual({ ...expected, clear2fa: false })
  })

  it('by another method without what belongs to single sign-on only', () => {
    expect(withMethod(person('a', { clear2fa: true }), 'password', { strategies: [entra] })).toEqual(
      person('a', { authenticationMethod: 'password', ssoStrategyId: undefined })
    )
  })

  it('by the provider that is the only one, and by none where somebody has to choose', () => {
    const withPassword = person('a', { authenticationMethod: 'password', ssoStrategyId: undefined })
    expect(withMethod(withPassword, 'sso', { strategies: [entra] }).ssoStrategyId).toBe(12)
    expect(withMethod(withPassword, 'sso', { strategies: [entra, old] }).ssoStrategyId).toBeUndefined()
  })
})

describe('the messages about a person', () => {
  it.each<[string, Partial<WantedUser>, readonly string[]]>([
    ['are none for an ordinary move', {}, []],
    ['ask for the provider', { ssoStrategyId: undefined }, ['error ssoStrategyId: Choose the provider by which this person signs in.']],
    [
      'tell of a provider that was not seen',
      { ssoStrategyId: 99 },
      ['advice ssoStrategyId: The site showed no provider with the number 99 when it was read.']
    ],
    ['tell of one that is off', { ssoStrategyId: 7 }, ['advice ssoStrategyId: “Old” is switched off: nobody signs in by it now.']],
    [
      'tell of a person who is locked out',
      { authenticationMethod: 'none', ssoStrategyId: undefined },
      ['advice authenticationMethod: This person cannot sign in any more.']
    ],
    [
      'tell that second factors do not come back',
      { clear2fa: true },
      ['advice clear2fa: Removed second factors do not come back by an undo: the person sets them up again.']
    ]
  ])('%s', (_, more, expected) => {
    expect(said([person('petra', more)])).toEqual(expected)
  })

  it('warn of the last one who keeps the front door open, whatever the capitals', () => {
    const [warning, ...more] = said([person('Anna.Admin')], { administrators: [keeper('anna.admin'), keeper('omar', false)] })
    expect(warning).toMatch(/^advice authenticationMethod: anna\.admin alone keeps the front door open .* the plan is not applied\.$/)
    expect(more).toEqual([])
  })

  it('name who still keeps it open', () => {
    const administrators = [keeper('anna'), keeper('omar')]
    expect(said([person('anna')], { administrators })[0]).toContain('omar alone still would.')
  })

  it('see through a list that takes the password of all of them', () => {
    const administrators = [keeper('anna'), keeper('omar')]
    expect(said([person('anna'), person('omar')], { administrators })[0]).toContain('These administrators keep')
  })

  it('say nothing of an administrator who keeps a password', () => {
    const wanted = person('anna', { authenticationMethod: 'password_and_ssh_key', ssoStrategyId: undefined })
    expect(said([wanted], { administrators: [keeper('anna')] })).toEqual([])
  })
})

describe('a user name to add', () => {
  it.each([
    ['  ', 'Enter the user name of the person.'],
    ['a\tb', 'One user name at a time.'],
    ['PETRA', 'PETRA is in the list already.'],
    ['peter', undefined]
  ])('%j', (typed, expected) => {
    expect(newUserMessage(typed, [person('petra')])?.text).toBe(expected)
  })

  it('is the same in capitals and in another encoding of its accents', () => {
    expect(isSameUser('RENÉE', 'rene\u0301e')).toBe(true)
    expect(isSameUser('renee', 'renée')).toBe(false)
  })
})

describe('the methods to choose from', () => {
  it('are those of the service, and one that only the profile knows', () => {
    expect(methodChoices('sso').map(({ value }) => value)).toContain('password')
    expect(methodChoices('smoke').at(-1)).toEqual({ value: 'smoke', label: 'smoke' })
  })
})
