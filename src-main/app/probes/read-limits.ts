import { type RootDseFacts, valuesOf } from '../../core/model/directory-facts.ts'
import type { LimitFacts } from '../../core/model/directory-readings.ts'
import type { DirectorySession } from '../../core/ports/directory.ts'

/** Active Directory keeps its limits in the default query policy, readable by every account; OpenLDAP keeps them out of sight. */
export async function readLimits(session: DirectorySession, root: RootDseFacts | undefined): Promise<LimitFacts> {
  const configuration = root?.configurationNamingContext
  if (configuration === undefined) return { policy: new Map() }
  const dn = `CN=Default Query Policy,CN=Query-Policies,CN=Directory Service,CN=Windows NT,CN=Services,${configuration}`
  const answer = await session.read(dn, ['lDAPAdminLimits'])
  if (!answer.ok || answer.value === undefined) return { policy: new Map() }
  const pairs = valuesOf(answer.value, 'lDAPAdminLimits').map((limit) => limit.split('=', 2))
  const policy = new Map(pairs.flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value] as const])))
  return policy.size === 0 ? { policy } : { policy, policyDn: dn }
}
