import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBulkDirectory } from '../../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import type { MadePlan } from '../../../src-main/app/operations/make-site-plan.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { type ApplyWorld, startApplyWorld } from '../../support/apply-world.ts'
import { faultyReader, faultySuffix } from '../../support/fault-desk.ts'
import { type AnswerFate, type ProxiedAnswer, startLdapProxy } from '../../support/ldap-proxy.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import { resultMessage } from '../../support/stub-ldap-server.ts'
import { lenient } from './expect-incomplete.ts'
import { groupEntries, peopleEntries } from './plain-people.ts'

let slapd: SlapdServer
let world: ApplyWorld
beforeAll(async () => {
  slapd = await startSlapd({ ldif: [peopleEntries(300), groupEntries(20, 300)] })
  world = await startApplyWorld({ strategyWrites: 'accepted', ports: { bulk: createBulkDirectory({ pageSize: 50 }) } })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await slapd.stop()
})

/** The plan that switches on the sync of a provider with this directory, by limits that stop nothing. */
async function planFor({ host, port }: { readonly host: string; readonly port: number }): Promise<MadePlan> {
  const fields = {
    ldap_provisioning_enabled: true,
    ldap_type: 'open_ldap',
    ldap_host: host,
    ldap_port: port,
    ldap_secure: false,
    ldap_base_dn: faultySuffix,
    ldap_username: faultyReader.dn,
    ldap_username_field: 'uid'
  }
  const plan = await world.plan(
    {
      kind: 'profile',
      profile: world.profile({
        strategies: [{ id: 101, fields }],
        directory: { host: undefined, port: undefined, security: undefined, caPem: undefined, allowCleartext: true },
        safety: lenient.limits
      })
    },
    { ldapPassword: new Secret(faultyReader.password) }
  )
  if (!plan.ok) throw new TypeError(plan.error.cause)
  return plan.value
}

const atPerson = ({ of, kind, entries }: ProxiedAnswer, entry: number): boolean => of === 'people' && kind === 'entry' && entries >= entry
const atPage = ({ of, kind, pages }: ProxiedAnswer, page: number): boolean => of === 'people' && kind === 'done' && pages === page

describe('a plan whose directory was read', () => {
  it('to the end is safe by lenient limits, with one sign-in', async () => {
    await using proxy = await startLdapProxy(slapd)
    const { forecast, plan } = await planFor(proxy)
    expect(forecast).toMatchObject({ kind: 'made', isComplete: true, peopleInDirectory: 300 })
    expect(plan.safety.kind).toBe('safe')
    expect(proxy.operations.filter((operation) => operation === 'bind')).toHaveLength(1)
    expect(proxy.refused).toEqual([])
  })

  it.each<[string, (answer: ProxiedAnswer) => AnswerFate]>([
    ['until it died', (answer) => (atPerson(answer, 120) ? 'close' : 'pass')],
    ['until it died at the first person', (answer) => (atPerson(answer, 0) ? 'close' : 'pass')],
    ['until it was reset', (answer) => (atPerson(answer, 10) ? 'reset' : 'pass')],
    ['up to a limit', (answer) => (atPage(answer, 2) ? resultMessage(answer.id, 'search', { code: 4 }) : 'pass')],
    ['until its cookie was refused', (answer) => (atPage(answer, 1) ? resultMessage(answer.id, 'search', { code: 53 }) : 'pass')],
    [
      'until it sent on to another one',
      (answer) => (atPage(answer, 1) ? resultMessage(answer.id, 'search', { code: 10, referrals: ['ldap://elsewhere.test/'] }) : 'pass')
    ],
    ['without its groups', (answer) => (answer.of === 'groups' && answer.kind === 'entry' ? 'close' : 'pass')]
  ])('%s has no verdict but “incomplete”, which nobody can override', async (_what, fateOf) => {
    await using proxy = await startLdapProxy(slapd, fateOf)
    const { forecast, plan } = await planFor(proxy)
    expect(forecast).toMatchObject({ kind: 'made', isComplete: false })
    if (plan.safety.kind === 'safe') throw new TypeError('It counts as safe')
    expect(plan.safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden])).toEqual([
      ['plan.safety.read-incomplete', false]
    ])
    await proxy.untilAllClosed()
  })
})
