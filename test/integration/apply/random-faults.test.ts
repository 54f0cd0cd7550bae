import fc from 'fast-check'
import { expect, it } from 'vitest'
import { receiptOf } from '../../../src-main/core/journal/recover-run.ts'
import type { ServiceFault } from '../../../src-main/practice/service/service-faults.ts'
import { startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'
import { allWanted, READER_PASSWORD, writeKinds } from './write-kinds.ts'

/**
 * Whatever goes wrong with reads and writes, and whoever else is at work: what a receipt says is what the site holds, a later change is
 * never sent after a failed one, and no write leaves twice.
 */
it('a receipt never says more or less than the site holds, whatever goes wrong', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFault, { maxLength: 5 }), fc.boolean(), async (faults, leaveRecord) => {
      await using world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 250 })
      const source = {
        kind: 'profile',
        profile: world.profile({
          ...allWanted(),
          siteLdap: { ldap_host: 'DC1.practice.example', ldap_port: 636, ldap_password: 'set' }
        })
      } as const
      const made = await world.plan(source, { ldapPassword: READER_PASSWORD })
      if (!made.ok) throw new TypeError(made.error.cause)
      for (const fault of faults) world.practice.faults.add(fault)

      const end = await world.apply(source, { digest: made.value.plan.digest, ldapPassword: READER_PASSWORD, leaveRecord })

      world.practice.faults.clear()
      const { requests, state } = world.practice
      const writes = requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)
      expect(new Set(writes).size).toBe(writes.length)
      if (end.kind === 'stopped') {
        expect(writes).toEqual([])
        return
      }
      const { changes } = end.receipt
      expectTruth(changes, state)
      // The password: taken means set, refused means not set.
      const secret = changes[0]?.readBack.find(({ field }) => field === 'ldap_password')
      if (secret?.state === 'accepted-not-readable') expect(state.ldapPasswords.get('site')).toBe(READER_PASSWORD.reveal())
      if (changes[0]?.state === 'not-done') expect(state.ldapPasswords.has('site')).toBe(false)
      const failed = changes.findIndex(({ state: said }) => said !== 'done' && said !== 'waiting')
      if (failed !== -1)
        for (const { change } of changes.slice(failed + 1)) expect(writes.some((write) => write.endsWith(pathOf(change.id)))).toBe(false)
      const runs = await world.ports.journal.runs()
      if (!runs.ok) throw new TypeError(runs.error.cause)
      expect(runs.value.map(receiptOf)).toEqual([JSON.parse(JSON.stringify(end.receipt))])
    }),
    { numRuns: 60 }
  )
})

function pathOf(changeId: string): string {
  if (changeId.startsWith('group:')) return '/groups/1'
  return changeId === 'site-ldap' ? '/site' : changeId.startsWith('user:') ? '/users/5' : '/sso_strategies/101'
}

const matching = fc.record({
  method: fc.constantFrom('GET', 'PATCH', 'PATCH', 'PATCH', 'POST'),
  path: fc.constantFrom('/site', '/sso_strategies/101', '/users/5', '/users*', '/groups/1', '*'),
  skip: fc.nat({ max: 2 }),
  times: fc.constantFrom(1, 1, 2, 10)
})

const gone = fc
  .tuple(
    matching,
    fc.oneof(
      fc.constantFrom(
        { kind: 'fail-before', how: 'error' } as const,
        { kind: 'fail-before', how: 'reset' } as const,
        { kind: 'fail-after', how: 'error' } as const,
        { kind: 'fail-after', how: 'reset' } as const,
        { kind: 'fail-after', how: 'no-answer' } as const,
        { kind: 'hang' } as const,
        { kind: 'broken-json' } as const,
        { kind: 'wrong-shape' } as const,
        { kind: 'html-page', page: 'proxy' } as const,
        { kind: 'html-page', page: 'captive-redirect' } as const,
        { kind: 'drop-field', field: 'ldap_port' } as const,
        { kind: 'drop-field', field: 'provision_company' } as const
      ),
      fc
        .constantFrom(
          'rate-limited/too-many-requests',
          'not-authenticated/invalid-credentials',
          'not-found',
          'processing-failure/model-save-error',
          'service-unavailable/site-disabled'
        )
        .map((type) => ({ kind: 'answer-with', type }) as const)
    )
  )
  .map(([match, effect]) => ({ ...match, ...effect }))

/** Somebody else at the same thing, while ours is on its way. What they do later is no matter of the receipt: it tells what it saw. */
const bob = fc
  .constantFrom(
    ...writeKinds.flatMap(({ path, sameField, otherField }) => [
      { path, change: sameField },
      { path, change: otherField }
    ])
  )
  .chain(({ path, change }) =>
    fc
      .constantFrom('before' as const, 'after' as const)
      .map((when) => ({ method: 'PATCH', path, kind: 'second-administrator', when, change }) as const)
  )

const anyFault: fc.Arbitrary<ServiceFault> = fc.oneof({ weight: 4, arbitrary: gone }, { weight: 1, arbitrary: bob })
