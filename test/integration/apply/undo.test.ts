import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readReceiptFile, receiptFileText } from '../../../src-main/core/plan/receipt-file.ts'
import type { Receipt } from '../../../src-main/core/plan/receipt.ts'
import type { Profile, WantedUser } from '../../../src-main/core/profile/profile.ts'
import type { PracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { READER_PASSWORD } from './write-kinds.ts'

let world: ApplyWorld
beforeEach(async () => (world = await startApplyWorld({ strategyWrites: 'accepted' })))
afterEach(() => world[Symbol.asyncDispose]())

const applying = async (wanted: Partial<Profile>): Promise<Receipt> =>
  receiptIn(await world.apply({ kind: 'profile', profile: world.profile(wanted) }, { ldapPassword: READER_PASSWORD }))

describe('an undo', () => {
  it('brings back what was there, for whatever was applied', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyWanted, async (wanted) => {
        const before = held(world.practice)
        const end = await world.apply({ kind: 'profile', profile: world.profile(wanted) })
        if (end.kind === 'stopped') {
          expect(end.problem.code).toBe('plan.nothing-to-apply')
          return
        }
        expect(end.receipt.outcome).toBe('proved')

        const undone = receiptIn(await world.apply({ kind: 'undo', receipt: end.receipt }))

        expect(undone).toMatchObject({ outcome: 'proved', purpose: 'undo' })
        expect(held(world.practice)).toEqual(before)
      }),
      { numRuns: 25 }
    )
  })

  it('goes by a receipt from a file just as well', async () => {
    const receipt = await applying({ siteLdap: { ldap_host: 'dc1.practice.example' } })
    const read = readReceiptFile(receiptFileText(receipt), 'receipt.json')
    if (!read.ok) throw new TypeError(read.error.cause)

    const undone = receiptIn(await world.apply({ kind: 'undo', receipt: read.value }))

    expect(undone.outcome).toBe('proved')
    expect(world.practice.state.site.ldap_host || null).toBeNull()
  })

  it('undoes only what took effect', async () => {
    world.practice.faults.add({
      method: 'PATCH',
      path: '/sso_strategies/101',
      kind: 'answer-with',
      type: 'processing-failure/model-save-error'
    })
    const receipt = await applying({
      siteLdap: { ldap_host: 'dc1.practice.example' },
      strategies: [{ id: 101, fields: { provision_company: 'Harbour' } }]
    })

    const undone = receiptIn(await world.apply({ kind: 'undo', receipt }))

    expect(undone.changes.map(({ change, state }) => [change.id, state])).toEqual([['site-ldap', 'done']])
  })

  it('shows and notes what somebody else has changed since, instead of the value that the run left', async () => {
    const receipt = await applying({ siteLdap: { ldap_host: 'dc1.practice.example', ldap_port: 636 } })
    world.practice.changeAsSecondAdministrator({ site: { ldap_host: 'dc9.practice.example' } })

    const made = await world.plan({ kind: 'undo', receipt })

    if (!made.ok) throw new TypeError(made.error.cause)
    expect(made.value.plan.changes[0]?.fields).toMatchObject([
      { field: 'ldap_host', before: 'dc9.practice.example', after: '' },
      { field: 'ldap_port', before: 636, after: '' }
    ])
    expect(made.value.plan.notes.join('\n')).toContain(
      'the run left dc1.practice.example in “LDAP Host”, and somebody has changed it to dc9.practice.example since'
    )
  })

  it('says that a password does not come back', async () => {
    const receipt = await applying({ siteLdap: { ldap_host: 'dc1.practice.example', ldap_password: 'set' } })

    const made = await world.plan({ kind: 'undo', receipt })

    expect(made.ok && made.value.plan.notes.join('\n')).toMatch(/“LDAP Password” is not undone/)
    expect(made.ok && made.value.secretFields).toEqual([])
  })

  it.each([
    ['when nothing of the run is in effect', 'apply.nothing-to-undo', (receipt: Receipt): Receipt => ({ ...receipt, changes: [] })],
    ['of a run on another site', 'plan.profile.other-site', (receipt: Receipt): Receipt => ({ ...receipt, site: 'acme.files.com' })]
  ])('is refused %s', async (_, code, altered) => {
    const receipt = altered(await applying({ siteLdap: { ldap_host: 'dc1.practice.example' } }))

    const made = await world.plan({ kind: 'undo', receipt })

    expect(made).toMatchObject({ ok: false, error: { code } })
  })
})

const texts = fc.constantFrom('', 'dc1.practice.example', 'DC2.practice.example', 'dc3')
const companies = fc.constantFrom('', 'Harbour', 'Harbour & Söhne', '海港')

const petra = (more: Partial<WantedUser>): WantedUser => ({
  username: 'petra.plain',
  authenticationMethod: undefined,
  ssoStrategyId: undefined,
  clear2fa: false,
  newUsername: undefined,
  newEmail: undefined,
  ...more
})

const anyWanted: fc.Arbitrary<Partial<Profile>> = fc.record({
  siteLdap: fc.record(
    {
      ldap_host: texts,
      ldap_host_2: fc.constantFrom('', 'dc8.practice.example'),
      ldap_port: fc.constantFrom(389, 636, 3269),
      ldap_secure: fc.boolean(),
      ldap_domain: fc.constantFrom('', 'practice.example'),
      ldap_base_dn: fc.constantFrom('DC=practice,DC=example', 'OU=Söhne,DC=practice,DC=example'),
      ldap_user_include_groups: fc.constantFrom('', 'Staff, Crew*')
    },
    { requiredKeys: [] }
  ),
  strategies: fc
    .record(
      {
        provision_company: companies,
        provision_users: fc.boolean(),
        deprovision_users: fc.boolean(),
        provision_group_default: fc.constantFrom('', 'a,b', 'b\na')
      },
      { requiredKeys: [] }
    )
    .map((fields) => [{ id: 101, fields }]),
  users: fc.constantFrom(
    [],
    [petra({ authenticationMethod: 'sso', ssoStrategyId: 101 })],
    [petra({ newUsername: 'Petra@practice.example', newEmail: 'petra@practice.example' })],
    [petra({ newUsername: 'PETRA.plain', authenticationMethod: 'none' })]
  ),
  groups: fc.constantFrom(
    [],
    [{ id: undefined, name: 'freight partners', newName: 'Carriers' }],
    // The second takes the name that the first gives up.
    [
      { id: undefined, name: 'Finance', newName: 'Sales' },
      { id: 3, name: 'Sales', newName: 'Trade & Söhne' }
    ]
  )
})

/** What the site holds of everything that is planned; an emptied text and none are the same. */
function held({ state }: PracticeService): unknown {
  const fields = (record: object): unknown =>
    Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]])))
  return [
    fields(state.site),
    ...[...state.strategies.values()].map(fields),
    fields(state.users.get(5) ?? {}),
    ...[...state.groups.values()].map(fields)
  ]
}
