import { Resolver } from 'node:dns/promises'
import type { CancelSignal } from '../../core/cancel.ts'
import type { ServiceRecord } from '../../core/model/directory-facts.ts'
import { errorCode } from '../transport/network-errors.ts'
import { startDeadline, timedOut, waitForPromise } from '../transport/wait-for.ts'

/** SRV records of a name as `_ldap._tcp.corp.example`, best first (RFC 2782). Empty when there are none or nobody answers. */
export async function resolveServiceRecords(
  name: string,
  timeoutMs: number,
  signal: CancelSignal,
  dnsServers: readonly string[]
): Promise<readonly ServiceRecord[]> {
  // A second try within the deadline, since the question goes by UDP and may get lost.
  const resolver = new Resolver({ timeout: Math.max(1, Math.floor(timeoutMs / 3)), tries: 2 })
  if (dnsServers.length > 0) resolver.setServers(dnsServers)
  try {
    const answer = await waitForPromise(startDeadline(timeoutMs), signal, resolver.resolveSrv(name))
    if (answer === timedOut) return []
    return (
      answer
        // A single dot means: this service is not offered here.
        .filter((record) => record.name !== '' && record.name !== '.')
        .map((record) => ({ name: record.name, port: record.port, priority: record.priority, weight: record.weight }))
        .toSorted((left, right) => left.priority - right.priority || right.weight - left.weight)
    )
  } catch (error) {
    if (error instanceof Error && errorCode(error).startsWith('E')) return []
    throw error
  } finally {
    resolver.cancel()
  }
}
