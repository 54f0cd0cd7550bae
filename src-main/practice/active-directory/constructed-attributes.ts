import { dnKey, parseDn } from '../directory/distinguished-name.ts'
import type { DirectoryTree } from '../directory/directory-tree.ts'
import type { AttributeValue, Entry } from '../directory/entry.ts'
import type { AttributeType, Schema } from '../directory/schema.ts'
import { accountBit, isLockedOut, isPasswordExpired, passwordEnd } from './account-state.ts'
import { domainSid, NETBIOS_DOMAIN, relativeIdOf, SCHEMA_DN } from './ad-names.ts'
import { fileTime, NEVER } from './file-time.ts'

/** Attributes that Active Directory computes when they are asked for by name (MS-ADTS section 3.1.1.4.5). */
export function constructedValues(
  entry: Entry,
  type: AttributeType,
  tree: DirectoryTree,
  schema: Schema,
  now: Date
): readonly AttributeValue[] {
  switch (type.name) {
    case 'canonicalName':
      return [canonicalName(entry)]
    case 'createTimeStamp':
      return entry.values('whenCreated')
    case 'modifyTimeStamp':
      return entry.values('whenChanged')
    case 'structuralObjectClass':
      return entry.values('objectClass')
    case 'subSchemaSubEntry':
      return [`CN=Aggregate,${SCHEMA_DN}`]
    case 'primaryGroupToken':
      return entry.values('groupType').length > 0 ? sidsOf(entry).map((sid) => String(relativeIdOf(sid))) : []
    case 'tokenGroups':
      return isAccount(entry) ? tokenGroups(entry, tree, schema) : []
    case 'msDS-PrincipalName':
      return entry.values('sAMAccountName').map((login) => `${NETBIOS_DOMAIN}\\${login.toString()}`)
    case 'msDS-User-Account-Control-Computed':
      return isAccount(entry) ? [computedBits(entry, now)] : []
    case 'msDS-UserPasswordExpiryTimeComputed':
      return isAccount(entry) ? [computedExpiry(entry)] : []
    default:
      return []
  }
}

function computedBits(account: Entry, now: Date): string {
  return String((isLockedOut(account) ? accountBit.lockedOut : 0) + (isPasswordExpired(account, now) ? accountBit.passwordExpired : 0))
}

function computedExpiry(account: Entry): string {
  const end = passwordEnd(account)
  if (end === 'never') return NEVER
  return end === 'at-once' ? '0' : fileTime(end)
}

/** The SIDs of all groups that count for the account, however deep, with the primary group and everything above it. */
function tokenGroups(account: Entry, tree: DirectoryTree, schema: Schema): readonly Buffer[] {
  const primarySid = domainSid(Number(account.text('primaryGroupID') ?? '0'))
  const primary = [...tree.entries()].find((entry) => entry.values('groupType').length > 0 && sidsOf(entry)[0]?.equals(primarySid) === true)
  const waiting: Entry[] = [account, ...(primary === undefined ? [] : [primary])]
  const groups = new Map(waiting.slice(1).map((entry) => [entry.key, entry]))
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    for (const key of entry.attribute('memberOf')?.comparable(schema) ?? []) {
      const group = typeof key === 'string' && !groups.has(key) ? tree.find(key) : undefined
      if (group === undefined) continue
      groups.set(group.key, group)
      waiting.push(group)
    }
  }
  return [...groups.values()].flatMap(sidsOf)
}

/** `practice.example/Company/People/Berlin/Anna`, with a slash inside a name escaped. */
function canonicalName(entry: Entry): string {
  const steps = [...entry.name].reverse().flat()
  const domain = steps.filter(({ type }) => type.toLowerCase() === 'dc').map(({ value }) => value)
  const path = steps.filter(({ type }) => type.toLowerCase() !== 'dc').map(({ value }) => value.replace(/[/\\]/g, '\\$&'))
  return `${domain.reverse().join('.')}/${path.join('/')}`
}

function isAccount(entry: Entry): boolean {
  return entry.values('userAccountControl').length > 0
}

function sidsOf(entry: Entry): readonly Buffer[] {
  return entry.values('objectSid').filter((sid) => Buffer.isBuffer(sid))
}

/** The other ends of `member` and `manager`. */
export function addBackLinks(tree: DirectoryTree): void {
  // The same people are in many groups: each name is read once.
  const keys = new Map<string, string>()
  const keyOf = (dn: string): string => {
    const key = keys.get(dn) ?? dnKey(parseDn(dn) ?? [])
    keys.set(dn, key)
    return key
  }
  for (const [forward, back] of [
    ['member', 'memberOf'],
    ['manager', 'directReports']
  ] as const) {
    const found = new Map<string, string[]>()
    for (const entry of tree.entries()) {
      for (const value of entry.values(forward)) {
        const key = keyOf(value.toString())
        found.set(key, [...(found.get(key) ?? []), entry.dn])
      }
    }
    for (const [key, dns] of found) tree.find(key)?.set({ [back]: dns })
  }
}
