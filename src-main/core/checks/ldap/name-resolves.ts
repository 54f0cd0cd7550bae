import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed, type Verdict } from '../check.ts'
import { isPrivateAddress } from '../private-address.ts'
import type { HostProbes, ServiceLookup } from '../probes.ts'

export const nameResolves: Check<HostProbes> = {
  id: 'ldap.name-resolves',
  title: 'The server’s name has an address',
  origin: 'this-computer',
  async run(probes) {
    const { host } = probes.settings
    const [answer, services] = await Promise.all([probes.name(), probes.services()])
    if (answer.kind === 'failed') return notResolved(host, answer.code, answer.text, probes.settings.timeoutMs, services)
    const addresses = [...answer.ipv4, ...answer.ipv6]
    const evidence = [
      ...answer.ipv4.map((address) => seen('A', withRange(address))),
      ...answer.ipv6.map((address) => seen('AAAA', withRange(address))),
      ...serviceEvidence(services)
    ]
    const [first, ...more] = evidence
    if (first === undefined) return notResolved(host, 'not-found', 'no address', probes.settings.timeoutMs, services)
    const detail = answer.isLiteral ? 'An address was entered; no name had to be looked up.' : `${host} stands for ${addresses.join(', ')}.`
    return passed(detail, [first, ...more])
  }
}

function notResolved(
  host: string,
  code: 'not-found' | 'temporary' | 'timed-out',
  text: string,
  timeoutMs: number,
  services: ServiceLookup
): Verdict {
  const evidence = [seen('Name server', text), ...serviceEvidence(services)]
  switch (code) {
    case 'not-found':
      return failed(problem('ldap.dns.not-found', { host }, evidence))
    case 'temporary':
      return failed(problem('ldap.dns.temporary', { host }, evidence))
    case 'timed-out':
      return failed(problem('ldap.dns.timed-out', { host, timeoutMs }, evidence))
    default:
      return assertNever(code)
  }
}

const MOST_SERVICES_SHOWN = 5

function serviceEvidence(services: ServiceLookup): readonly EvidenceItem[] {
  const shown = services.records
    .slice(0, MOST_SERVICES_SHOWN)
    .map((record) => seen('SRV', `${record.name} port ${record.port} (priority ${record.priority}, weight ${record.weight})`))
  const hidden = services.records.length - shown.length
  return hidden > 0 ? [...shown, seen('SRV', `and ${hidden} more`)] : shown
}

function withRange(address: string): string {
  return isPrivateAddress(address) ? `${address} (private: reachable only inside your network)` : address
}
