import type { LookupFunction } from 'node:net'
import { throwIfCancelled } from '../../core/cancel.ts'
import type { DirectoryPort } from '../../core/ports/directory.ts'
import { succeed } from '../../core/result.ts'
import { openTransport } from '../transport/open-transport.ts'
import { LdapConnection } from './ldap-connection.ts'
import { LdapSession } from './ldap-session.ts'

export interface DirectoryOptions {
  /** Whom to trust, PEM. Default: whom this computer trusts. */
  readonly authorities?: readonly string[]
  readonly lookup?: LookupFunction
}

/**
 * Directories over LDAP. The signal given to `open` stays attached for the life of the session: when it fires, the socket is destroyed
 * and waiting calls throw `Cancelled`. Nothing is ever retried, reconnected or followed elsewhere.
 */
export function createDirectory(options: DirectoryOptions = {}): DirectoryPort {
  return {
    async open(target, trust, signal) {
      throwIfCancelled(signal)
      const transport = await openTransport({ ...target, ...options, trust }, signal)
      if (!transport.ok) return transport
      if (signal.aborted) transport.value.destroy()
      throwIfCancelled(signal)
      const connection = new LdapConnection(transport.value, signal, target.timeoutMs)
      return succeed(new LdapSession(connection, { mayBind: trust === 'verified' || target.security === 'none' }))
    }
  }
}
