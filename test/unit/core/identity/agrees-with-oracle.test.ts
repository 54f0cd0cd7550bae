import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyOne } from '../../../../src-main/core/identity/classify-person.ts'
import { identityRow } from '../../../../src-main/core/identity/identity-rows.ts'
import { identityClasses, type IdentityRules } from '../../../../src-main/core/identity/identity-views.ts'
import { type IdentityResult, judgeIdentity } from '../../../../src-main/core/identity/judge-identity.ts'
import type { SiteUserRecord } from '../../../../src-main/core/preview/site-user-table.ts'
import { oracle } from '../../../support/identity-oracle.ts'
import { type PlainPerson, peopleOf, user, usersOf } from '../../../support/identity-world.ts'

/** Few names, so that people meet: in capitals, accents in two spellings, guests, LDAP names that look like addresses. */
const names = ['anna', 'Anna', 'ANNA', 'bea', 'zoë', 'zoe\u0308', 'ali', 'li', ' bea ', 'ß']
const address = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom('@corp', '@CORP', '@old')).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('bea_old#EXT#@corp', 'anna#ext#@corp', 'bea_old@corp', 'anna@corp') }
)
const personArbitrary: fc.Arbitrary<PlainPerson> = fc.record({
  upn: address,
  mail: address,
  name: fc.constantFrom('Anna Li', 'Bea', ''),
  ldapName: fc.constantFrom(...names, ''),
  disabled: fc.boolean()
})
const userArbitrary = fc.record({
  username: fc.oneof(
    address.filter((text) => text.trim() !== ''),
    fc.constantFrom(...names)
  ),
  email: fc.option(address, { nil: undefined }),
  authenticationMethod: fc.constantFrom('sso', 'password', ''),
  ssoStrategyId: fc.constantFrom(7, 8, undefined)
})
const usersArbitrary = fc
  .array(userArbitrary, { maxLength: 8 })
  .map((users) => users.map((each, index) => user(100 + index, each.username, each)))
const way = fc.constantFrom('saml' as const, 'oauth' as const, 'scim' as const, 'jit' as const, 'ldap' as const)
const rulesArbitrary: fc.Arbitrary<IdentityRules> = fc.record({
  nameId: fc.constantFrom('upn' as const, 'mail' as const),
  scimUserName: fc.constantFrom('upn' as const, 'mail' as const),
  ldap: fc.constantFrom(
    undefined,
    { usernameField: 'SAMACCOUNTNAME', domain: '@corp' },
    { usernameField: 'sAMAccountName', domain: '' },
    { usernameField: 'uid', domain: 'corp' }
  ),
  ways: fc.uniqueArray(way, { maxLength: 4 }),
  strategyId: fc.constantFrom(undefined, 7)
})
const worldArbitrary = fc.record({
  people: fc.array(personArbitrary, { maxLength: 8 }),
  users: fc.option(usersArbitrary, { nil: undefined }),
  rules: rulesArbitrary,
  usernameField: fc.constantFrom('sAMAccountName', undefined)
})

interface World {
  readonly people: readonly PlainPerson[]
  readonly users: readonly SiteUserRecord[] | undefined
  readonly rules: IdentityRules
  readonly usernameField: string | undefined
}

function judged({ people, users, rules, usernameField }: World): IdentityResult {
  return judgeIdentity(peopleOf(people, usernameField), users === undefined ? undefined : usersOf(users), rules)
}

function accountsOf(result: IdentityResult, row: number): readonly number[] {
  const { account, otherAccount } = identityRow(result, row)
  return [account, otherAccount].flatMap((each) => (each === undefined ? [] : [each.id]))
}

describe('the classes of people and users', () => {
  it('are those that a slow and plain reckoning finds, with the same accounts', () => {
    fc.assert(
      fc.property(worldArbitrary, (world) => {
        const result = judged(world)

        const rows = Array.from({ length: result.rowCount }, (_, row) => ({
          class: result.classOf(row),
          accounts: accountsOf(result, row)
        }))
        const wanted = oracle(world.people, world.users, world.rules, world.usernameField)
        expect(rows).toEqual(wanted.map(({ class: name, accounts }) => ({ class: name, accounts })))
      }),
      { numRuns: 3000 }
    )
  })

  it('hold each person once and each user at least in one row, and their counts add up', () => {
    fc.assert(
      fc.property(worldArbitrary, (world) => {
        const result = judged(world)

        const total = identityClasses.reduce((sum, name) => sum + result.counts[name], 0)
        expect(total).toBe(result.rowCount)
        expect(result.rowCount - result.usersAlone.length).toBe(world.people.length)
        const rows = Array.from({ length: result.rowCount }, (_, row) => row)
        const alone = rows.slice(world.people.length).flatMap((row) => accountsOf(result, row))
        const withPeople = new Set(rows.slice(0, world.people.length).flatMap((row) => accountsOf(result, row)))
        // A user stands alone exactly when nobody’s row shows it.
        expect([...alone, ...withPeople].sort()).toEqual((world.users ?? []).map(({ id }) => id).sort())
        for (const counts of Object.values(result.ways)) {
          const sum = counts.kept + counts.doubled + counts.created + counts.failing
          expect([0, world.people.length]).toContain(sum)
        }
      })
    )
  })

  it('do not depend on the order of the lists', () => {
    const shuffled = worldArbitrary.chain((world) =>
      fc.record({
        world: fc.constant(world),
        people: fc.shuffledSubarray([...world.people.keys()], { minLength: world.people.length }),
        users: fc.shuffledSubarray([...(world.users ?? [])], { minLength: world.users?.length ?? 0 })
      })
    )
    fc.assert(
      fc.property(shuffled, ({ world, people, users }) => {
        const before = judged(world)
        const after = judged({
          ...world,
          people: people.flatMap((index) => world.people[index] ?? []),
          users: world.users === undefined ? undefined : users
        })

        expect(after.counts).toEqual(before.counts)
        expect(after.ways).toEqual(before.ways)
        for (const [row, index] of people.entries()) {
          expect(after.classOf(row)).toBe(before.classOf(index))
          expect(accountsOf(after, row)).toEqual(accountsOf(before, index))
        }
      })
    )
  })

  it('of one person alone are those of the engine', () => {
    fc.assert(
      fc.property(personArbitrary, usersArbitrary, rulesArbitrary, (each, users, rules) => {
        const alone = classifyOne(each, users, rules)

        const result = judged({ people: [each], users, rules, usernameField: rules.ldap?.usernameField })
        const row = identityRow(result, 0)
        expect(alone).toEqual(row)
      })
    )
  })

  it('of one person among others are those of that person alone, as long as nobody else has any of their names', () => {
    fc.assert(
      fc.property(fc.array(personArbitrary, { minLength: 1, maxLength: 6 }), usersArbitrary, rulesArbitrary, (people, users, rules) => {
        const [first] = people
        if (first === undefined) return
        const domain = rules.ldap?.domain.replace(/^@/, '') ?? ''
        const namesOf = ({ upn, mail, ldapName }: PlainPerson) =>
          [upn, upn.replace(/#EXT#/i, ''), mail, domain === '' ? ldapName : `${ldapName.trim()}@${domain}`].map((name) =>
            name.normalize('NFC').toLowerCase().trim()
          )
        const own = new Set([
          ...namesOf(first),
          ...users.flatMap(({ username, email }) => [username, email ?? '']).map((name) => name.normalize('NFC').toLowerCase().trim())
        ])
        const others = people.slice(1).filter((other) => !namesOf(other).some((name) => name !== '' && own.has(name)))
        const usernameField = rules.ldap?.usernameField

        const row = identityRow(judged({ people: [first, ...others], users, rules, usernameField }), 0)

        expect(row).toEqual(classifyOne(first, users, rules))
      })
    )
  })
})
