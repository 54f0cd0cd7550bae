import type { LookupFunction } from 'node:net'
import type { TlsPort } from '../../core/ports/network.ts'
import { parseHost } from '../transport/host-name.ts'
import { trustedHere } from '../transport/trusted-here.ts'
import { publicRoots, type RootList } from '../x509/public-roots.ts'
import { lookAtServer } from './look-at-server.ts'

export interface TlsOptions {
  readonly lookup?: LookupFunction
  /** Default: whom this computer trusts. */
  readonly systemRoots?: RootList
  /** Default: the public authorities that come with the application. */
  readonly publicRoots?: RootList
}

/** Looks at the TLS of servers. A look takes at most twice the target's `timeoutMs`: see `lookAtServer`. */
export function createTls(options: TlsOptions = {}): TlsPort {
  return {
    look: (target, signal) => {
      const host = parseHost(target.host)
      return lookAtServer(
        {
          endpoint: { host, port: target.port, mode: target.mode, ...(options.lookup === undefined ? {} : { lookup: options.lookup }) },
          name: { host, ...(target.serverName === undefined ? {} : { serverName: target.serverName }) },
          timeoutMs: target.timeoutMs,
          trustedHere: options.systemRoots ?? trustedHere(),
          trustedPublicly: options.publicRoots ?? publicRoots(),
          ...(target.caPem === undefined ? {} : { caPem: target.caPem })
        },
        signal
      )
    }
  }
}
