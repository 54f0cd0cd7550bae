import { BindRequest, PasswordPolicyControl } from 'ldapts'
import type { CancelSignal } from '../../../core/cancel.ts'
import { throwIfCancelled } from '../../../core/cancel.ts'
import type { LdapFailure } from '../../../core/model/directory-facts.ts'
import type { DirectorySettings } from '../../../core/model/directory-settings.ts'
import type { UnreachedHost } from '../../../core/ports/bulk-directory.ts'
import { fail, type Result, succeed } from '../../../core/result.ts'
import type { Secret } from '../../../core/secret.ts'
import { openTransport } from '../../transport/open-transport.ts'
import type { DirectoryOptions } from '../create-directory.ts'
import { resultFailure } from '../ldap-errors.ts'
import { BulkConnection } from './bulk-connection.ts'

export interface SignIn {
  readonly settings: DirectorySettings
  readonly password: Secret
  readonly options: DirectoryOptions
}

export interface OpenedHost {
  readonly host: string
  readonly connection: BulkConnection
}

/** The first host that lets us in. A refused password ends the search for one: trying it on every host is how accounts get locked. */
export async function openFirstHost(
  signIn: SignIn,
  signal: CancelSignal
): Promise<Result<OpenedHost, UnreachedHost & { readonly earlier: readonly UnreachedHost[] }>> {
  const unreached: UnreachedHost[] = []
  for (const host of [signIn.settings.host, ...signIn.settings.backupHosts]) {
    const opened = await openConnection(signIn, host, signal)
    if (opened.ok) return succeed({ host, connection: opened.value })
    unreached.push({ host, failure: opened.error })
    if (!isAnotherHostWorthTrying(opened.error)) break
  }
  const last = unreached.pop()
  if (last === undefined) throw new TypeError('There is always a host.')
  return fail({ ...last, earlier: unreached })
}

/** A verified connection on which the bind has succeeded. */
export async function openConnection(
  { settings, password, options }: SignIn,
  host: string,
  signal: CancelSignal
): Promise<Result<BulkConnection, LdapFailure>> {
  // A server may take either for a guest and answer success (RFC 4513, section 5.1.2), and a guest sees fewer people.
  if (settings.username === '' || password.isEmpty) throw new Error('A bind needs a name and a password.')
  throwIfCancelled(signal)
  const { port, security, caPem, timeoutMs } = settings
  const target = { host, port, security, timeoutMs, trust: 'verified', ...(caPem === undefined ? {} : { caPem }), ...options } as const
  const transport = await openTransport(target, signal)
  if (!transport.ok) return transport
  const connection = new BulkConnection(transport.value, signal, timeoutMs)
  // With the control a policy says why it refuses, and not just that it does.
  const controls = [new PasswordPolicyControl()]
  const request = new BindRequest({ messageId: 0, dn: settings.username, password: password.reveal(), controls })
  const answer = await connection.exchange(request, 'bind', () => undefined)
  throwIfCancelled(signal)
  if (answer.ok && answer.value.code === 0) return succeed(connection)
  connection.close()
  return fail(answer.ok ? resultFailure(answer.value) : answer.error)
}

const BUSY = 51
const UNAVAILABLE = 52

function isAnotherHostWorthTrying(failure: LdapFailure): boolean {
  return failure.kind !== 'result' || failure.code === BUSY || failure.code === UNAVAILABLE
}
