import { closestNames, stepBelow } from '../../core/directory/closest-names.ts'
import { type LdapFailure, type RootDseFacts, valuesOf } from '../../core/model/directory-facts.ts'
import type { BaseFacts } from '../../core/model/directory-readings.ts'
import { isWithin, parentDn } from '../../core/model/distinguished-name.ts'
import type { DirectorySession } from '../../core/ports/directory.ts'

const NO_SUCH_OBJECT = 32
const CHILDREN_SHOWN = 8
const CHILDREN_READ = 500
const DEEPEST_WALK = 20

export async function readBase(session: DirectorySession, baseDn: string, root: RootDseFacts | undefined): Promise<BaseFacts> {
  const answer = await session.read(baseDn, ['objectClass'])
  if (answer.ok)
    return answer.value === undefined
      ? { kind: 'hidden' }
      : { kind: 'found', dn: answer.value.dn, objectClasses: valuesOf(answer.value, 'objectClass') }
  const failure = answer.error
  if (failure.kind !== 'result' || failure.code !== NO_SUCH_OBJECT) return { kind: 'cut', failure }
  return missing(session, baseDn, failure, root)
}

async function missing(
  session: DirectorySession,
  baseDn: string,
  failure: Extract<LdapFailure, { kind: 'result' }>,
  root: RootDseFacts | undefined
): Promise<BaseFacts> {
  const nearest = failure.matchedDn !== '' ? failure.matchedDn : await nearestExisting(session, baseDn, root)
  if (nearest === undefined) return { kind: 'missing', childrenOfNearest: [], failure }
  return {
    kind: 'missing',
    nearest,
    childrenOfNearest: closestNames(await childrenOf(session, nearest), stepBelow(baseDn, nearest), CHILDREN_SHOWN),
    failure
  }
}

/** Not every server names the nearest parent (Samba does not): then one step up at a time. */
async function nearestExisting(session: DirectorySession, baseDn: string, root: RootDseFacts | undefined): Promise<string | undefined> {
  let parent = parentDn(baseDn)
  for (let step = 0; parent !== undefined && parent !== '' && step < DEEPEST_WALK; step += 1) {
    const above = parent
    if (root !== undefined && root.namingContexts.length > 0 && !root.namingContexts.some((context) => isWithin(above, context)))
      return undefined
    const answer = await session.read(above, ['objectClass'])
    if (answer.ok && answer.value !== undefined) return answer.value.dn
    parent = parentDn(above)
  }
  return undefined
}

async function childrenOf(session: DirectorySession, dn: string): Promise<readonly string[]> {
  const children: string[] = []
  await session.search({
    base: dn,
    scope: 'one',
    filter: '(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=organization)(objectClass=domain))',
    attributes: ['1.1'],
    pageSize: CHILDREN_READ,
    onPage: (page) => {
      children.push(...page.map((entry) => entry.dn))
      return children.length < CHILDREN_READ ? 'continue' : 'stop'
    }
  })
  return children
}
