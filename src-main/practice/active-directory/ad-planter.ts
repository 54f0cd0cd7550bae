import { repeatableUuid } from '../company/repeatable-uuid.ts'
import type { DirectoryTree } from '../directory/directory-tree.ts'
import { parseDn } from '../directory/distinguished-name.ts'
import { Entry } from '../directory/entry.ts'
import type { EntryValues } from '../directory/entry.ts'
import type { Schema } from '../directory/schema.ts'
import { domainSid, SCHEMA_DN } from './ad-names.ts'
import { categoryNames } from './ad-schema.ts'

export type AdClass = keyof typeof classes

/** Adds objects to a tree with everything that Active Directory itself fills in. */
export class AdPlanter {
  readonly #schema: Schema
  readonly #tree: DirectoryTree
  #nextRelativeId = 1103
  #nextUsn = 12_000

  constructor(schema: Schema, tree: DirectoryTree) {
    this.#schema = schema
    this.#tree = tree
  }

  plant(dn: string, objectClass: AdClass, values: EntryValues = {}): Entry {
    const name = parseDn(dn)
    const rdn = name?.[0]?.[0]
    if (name === undefined || rdn === undefined) throw new TypeError(`${dn} is no name`)
    const usn = String(this.#nextUsn)
    this.#nextUsn += 3
    const known = classes[objectClass]
    const entry = new Entry(this.#schema, name, {
      objectClass: known,
      [rdn.type.toLowerCase()]: rdn.value,
      distinguishedName: undefined,
      instanceType: '4',
      whenCreated: '20240102080000.0Z',
      whenChanged: '20260105093000.0Z',
      uSNCreated: usn,
      uSNChanged: String(Number(usn) + 1),
      name: rdn.value,
      objectGUID: repeatableUuid(dn),
      objectCategory: `CN=${categoryNames[objectClass]},${SCHEMA_DN}`,
      dSCorePropagationData: '16010101000000.0Z',
      ...values
    })
    entry.set({ distinguishedName: entry.dn })
    this.#tree.add(entry)
    return entry
  }

  /** The SID of the next account or group that the administrators make. */
  newSid(): Buffer {
    const sid = domainSid(this.#nextRelativeId)
    this.#nextRelativeId += 1
    return sid
  }
}

const classes = {
  user: ['top', 'person', 'organizationalPerson', 'user'],
  computer: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
  contact: ['top', 'person', 'organizationalPerson', 'contact'],
  group: ['top', 'group'],
  organizationalunit: ['top', 'organizationalUnit'],
  container: ['top', 'container'],
  domaindns: ['top', 'domain', 'domainDNS'],
  builtindomain: ['top', 'builtinDomain'],
  foreignsecurityprincipal: ['top', 'foreignSecurityPrincipal'],
  configuration: ['top', 'configuration'],
  crossrefcontainer: ['top', 'crossRefContainer'],
  crossref: ['top', 'crossRef'],
  dmd: ['top', 'dMD'],
  querypolicy: ['top', 'queryPolicy'],
  ntdsservice: ['top', 'nTDSService'],
  sitescontainer: ['top', 'sitesContainer'],
  site: ['top', 'site'],
  serverscontainer: ['top', 'serversContainer'],
  server: ['top', 'server'],
  ntdsdsa: ['top', 'applicationSettings', 'nTDSDSA']
} as const
