import { timingSafeEqual } from 'node:crypto'
import type { Company } from '../company/make-company.ts'
import { PERSON_PASSWORD, SERVICE_PASSWORD } from '../company/make-company.ts'
import { repeatableUuid } from '../company/repeatable-uuid.ts'
import { uuidText } from '../directory/comparable-value.ts'
import { DirectoryTree } from '../directory/directory-tree.ts'
import type { DirectoryService } from '../directory/directory-service.ts'
import { dnKey, parseDn } from '../directory/distinguished-name.ts'
import { Entry } from '../directory/entry.ts'
import type { Schema } from '../directory/schema.ts'
import { resultCode } from '../protocol/outcome.ts'
import { OPENLDAP_BASE, OPENLDAP_SERVICE_DN, openLdapCompany } from './openldap-company.ts'
import type { PlainEntry } from './openldap-company.ts'
import { openLdapRootDse } from './openldap-root-dse.ts'
import { openLdapSchema } from './openldap-schema.ts'
import { openLdapWords } from './openldap-words.ts'

export interface OpenLdapSetting {
  readonly company: Company
  readonly hasTls: boolean
  readonly searchSize: number | undefined
  /** Replaces the usual one when the stored password is stale. */
  readonly servicePassword?: string
  /** Most entries on one page; only with a fault, since slapd sends what was asked for. */
  readonly pageSize?: number
}

/** A server that answers as slapd does, with the company in it. */
export function createOpenLdap(setting: OpenLdapSetting): DirectoryService {
  const schema = openLdapSchema()
  const tree = plantTree(schema, openLdapCompany(setting.company))
  const passwords = passwordsOf(tree, setting)
  const rootDse = openLdapRootDse(schema, setting.hasTls)
  return {
    flavour: 'openldap',
    schema,
    tree,
    limits: { pageSize: setting.pageSize, searchSize: setting.searchSize, valueRange: undefined },
    acceptedControls: new Set(rootDse.values('supportedControl').map(String)),
    words: openLdapWords,
    rootDse: () => rootDse,
    bind: (name, password) => bind(name, password, tree, passwords, schema),
    whoAmI: (who) => (who === undefined ? '' : `dn:${who.dn}`),
    constructed: () => [],
    findByAlias: () => undefined
  }
}

function bind(
  name: string,
  password: Buffer,
  tree: DirectoryTree,
  passwords: ReadonlyMap<string, string>,
  schema: Schema
): ReturnType<DirectoryService['bind']> {
  if (name === '') return { refused: { code: resultCode.invalidCredentials } }
  const parsed = schema.parseDn(name)
  if (parsed === undefined) return { refused: openLdapWords.invalidName(name) }
  if (password.length === 0) {
    return { refused: { code: resultCode.unwillingToPerform, text: 'unauthenticated bind (DN with no password) disallowed' } }
  }
  const entry = tree.find(dnKey(parsed))
  const expected = Buffer.from(passwords.get(dnKey(parsed)) ?? '')
  const isRight = expected.length > 0 && expected.length === password.length && timingSafeEqual(expected, password)
  // The same bare code for a wrong password, an unknown name and an entry without password: slapd gives nothing away.
  return entry !== undefined && isRight ? { who: entry } : { refused: { code: resultCode.invalidCredentials } }
}

function passwordsOf(tree: DirectoryTree, setting: OpenLdapSetting): ReadonlyMap<string, string> {
  const passwords = new Map<string, string>()
  for (const entry of tree.entries()) if (entry.values('uid').length > 0) passwords.set(entry.key, PERSON_PASSWORD)
  passwords.set(dnKey(parseDn(OPENLDAP_SERVICE_DN) ?? []), setting.servicePassword ?? SERVICE_PASSWORD)
  return passwords
}

function plantTree(schema: Schema, entries: readonly PlainEntry[]): DirectoryTree {
  const tree = new DirectoryTree()
  tree.addContext({ rootKey: keyOf(OPENLDAP_BASE), referral: undefined })
  for (const { dn, values } of entries) {
    const entry = new Entry(schema, schema.parseDn(dn) ?? [], values)
    tree.add(entry)
  }
  addOperationalAttributes(tree)
  tree.addContext({ rootKey: keyOf('cn=Subschema'), referral: undefined })
  tree.add(subschema(schema))
  return tree
}

function addOperationalAttributes(tree: DirectoryTree): void {
  const parents = new Set<string>()
  const groupsOf = new Map<string, string[]>()
  // The same people are in many groups: each name is read once.
  const keys = new Map<string, string>()
  for (const entry of tree.entries()) {
    parents.add(entry.parentKey)
    // slapd's overlay looks at `member` only: groupOfUniqueNames and posixGroup never show up in memberOf.
    for (const member of entry.values('member')) {
      const key = keys.get(member.toString()) ?? keyOf(member.toString())
      keys.set(member.toString(), key)
      groupsOf.set(key, [...(groupsOf.get(key) ?? []), entry.dn])
    }
  }
  for (const entry of tree.entries()) {
    entry.set({
      memberOf: groupsOf.get(entry.key) ?? [],
      structuralObjectClass: structuralClass(entry),
      entryUUID: uuidText(repeatableUuid(entry.key)),
      creatorsName: `cn=admin,${OPENLDAP_BASE}`,
      createTimestamp: '20240102080000Z',
      entryCSN: '20240102080000.000000Z#000000#000#000000',
      modifiersName: `cn=admin,${OPENLDAP_BASE}`,
      modifyTimestamp: '20260105093000Z',
      entryDN: entry.dn,
      subschemaSubentry: 'cn=Subschema',
      hasSubordinates: parents.has(entry.key) ? 'TRUE' : 'FALSE'
    })
  }
}

/** Auxiliary classes never give an entry its structure. */
function structuralClass(entry: Entry): string {
  const auxiliary = ['posixAccount', 'shadowAccount', 'simpleSecurityObject', 'dcObject']
  return (
    entry
      .values('objectClass')
      .map(String)
      .findLast((name) => !auxiliary.includes(name)) ?? 'top'
  )
}

function subschema(schema: Schema): Entry {
  return new Entry(schema, parseDn('cn=Subschema') ?? [], {
    objectClass: ['top', 'subentry', 'subschema', 'extensibleObject'],
    cn: 'Subschema',
    structuralObjectClass: 'subentry',
    entryDN: 'cn=Subschema',
    subschemaSubentry: 'cn=Subschema'
  })
}

function keyOf(dn: string): string {
  return dnKey(parseDn(dn) ?? [])
}
