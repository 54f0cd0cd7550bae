import type { LookupFunction } from 'node:net'
import type { NetworkPort } from '../../core/ports/network.ts'
import { connectToAddress } from './connect-to-address.ts'
import { resolveName } from './resolve-name.ts'
import { resolveServiceRecords } from './resolve-service-records.ts'

export interface NetworkOptions {
  /** Asked for SRV records instead of this computer's own name servers: `10.0.0.53`, `10.0.0.53:5353`. */
  readonly dnsServers?: readonly string[]
  /** Asked for addresses instead of the operating system. */
  readonly lookup?: LookupFunction
}

/** Names, service records and TCP connections, from this computer's point of view. */
export function createNetwork(options: NetworkOptions = {}): NetworkPort {
  return {
    resolve: (host, timeoutMs, signal) => resolveName(host, timeoutMs, signal, options.lookup),
    resolveService: (name, timeoutMs, signal) => resolveServiceRecords(name, timeoutMs, signal, options.dnsServers ?? []),
    connect: (address, port, timeoutMs, signal) => connectToAddress(address, port, timeoutMs, signal)
  }
}
