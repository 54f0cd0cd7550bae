import { type CancelSignal } from '../../core/cancel.ts'
import { ROOT_DSE_ATTRIBUTES, rootDseFacts } from '../../core/directory/root-dse-facts.ts'
import type { DirectoryProduct, LdapFailure } from '../../core/model/directory-facts.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import { serverTypeOf } from '../../core/model/server-type.ts'
import type { UnreachedHost } from '../../core/ports/bulk-directory.ts'
import type { DirectoryPort } from '../../core/ports/directory.ts'
import { fail, type Result, succeed } from '../../core/result.ts'

export interface SeenServer {
  readonly serverType: ServerType
  /** `undefined`: the server does not say. */
  readonly product: DirectoryProduct | undefined
  /** The host that answered first and, in their order, those after it. */
  readonly hosts: readonly [string, ...string[]]
}

type Unreached = UnreachedHost & { readonly earlier: readonly UnreachedHost[] }

/**
 * What the server is, as far as people are searched differently: the two types, and AD LDS. OpenLDAP needs no look when it was chosen. Nobody
 * signs in. A server that hides its description is taken for what was chosen, or else for OpenLDAP, as the checks do.
 */
export async function lookAtServer(
  directory: DirectoryPort,
  settings: DirectorySettings,
  signal: CancelSignal
): Promise<Result<SeenServer, Unreached>> {
  const { serverType, host, backupHosts } = settings
  if (serverType === 'openldap') return succeed({ serverType, product: undefined, hosts: [host, ...backupHosts] })
  const all = [host, ...backupHosts]
  const unreached: UnreachedHost[] = []
  for (const [index, each] of all.entries()) {
    const session = await directory.open(targetOf(settings, each), 'verified', signal)
    if (!session.ok) {
      unreached.push({ host: each, failure: session.error })
      continue
    }
    try {
      const root = await session.value.read('', ROOT_DSE_ATTRIBUTES)
      if (!root.ok && isNoAnswer(root.error)) {
        unreached.push({ host: each, failure: root.error })
        continue
      }
      const facts = root.ok && root.value !== undefined && root.value.attributes.size > 0 ? rootDseFacts(root.value) : undefined
      const found = facts === undefined ? undefined : serverTypeOf(facts)
      return succeed({
        serverType: serverType === 'auto' ? (found ?? 'openldap') : serverType,
        product: facts?.product,
        hosts: [each, ...all.slice(index + 1)]
      })
    } finally {
      session.value.close()
    }
  }
  const last = unreached.pop()
  if (last === undefined) throw new TypeError('There is always a host.')
  return fail({ ...last, earlier: unreached })
}

const BUSY = 51
const UNAVAILABLE = 52

/** Who refuses to describe itself has answered; silence says nothing about the kind of server, and a wrong guess would read the wrong people. */
function isNoAnswer(failure: LdapFailure): boolean {
  return failure.kind !== 'result' || failure.code === BUSY || failure.code === UNAVAILABLE
}

function targetOf({ port, security, timeoutMs, caPem }: DirectorySettings, host: string) {
  return { host, port, security, timeoutMs, ...(caPem === undefined ? {} : { caPem }) }
}
