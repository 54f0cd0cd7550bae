import type { CancelSignal } from '../cancel.ts'
import type { ConnectAnswer, NameAnswer, ServiceRecord } from '../model/directory-facts.ts'
import type { TlsLook } from '../model/tls-facts.ts'

export interface NetworkPort {
  resolve(host: string, timeoutMs: number, signal: CancelSignal): Promise<NameAnswer>
  /** SRV records, best first; empty when there are none or nobody answers. */
  resolveService(name: string, timeoutMs: number, signal: CancelSignal): Promise<readonly ServiceRecord[]>
  connect(address: string, port: number, timeoutMs: number, signal: CancelSignal): Promise<ConnectAnswer>
}

export interface TlsPort {
  /** Never sends anything but TLS (and the StartTLS request), and never trusts what it sees. */
  look(target: TlsTarget, signal: CancelSignal): Promise<TlsLook>
}

export interface TlsTarget {
  readonly host: string
  readonly port: number
  readonly mode: 'tls' | 'starttls'
  /** Name sent to the server (SNI) when it differs from the host. */
  readonly serverName?: string
  readonly caPem?: string
  readonly timeoutMs: number
}
