import { securityIdBytes } from '../directory/comparable-value.ts'
import type { Company } from '../company/make-company.ts'
import { PERSON_PASSWORD, SERVICE_PASSWORD } from '../company/make-company.ts'
import type { PersonState } from '../company/person.ts'
import type { DirectoryService } from '../directory/directory-service.ts'
import { DirectoryTree } from '../directory/directory-tree.ts'
import { dnKey, parseDn } from '../directory/distinguished-name.ts'
import type { Entry } from '../directory/entry.ts'
import { DOMAIN_DN, NETBIOS_DOMAIN, SERVICE_LOGIN } from './ad-names.ts'
import { AdPlanter } from './ad-planter.ts'
import { acceptedControls, adRootDse } from './ad-root-dse.ts'
import { adSchema } from './ad-schema.ts'
import { adWords } from './ad-words.ts'
import { addBackLinks, constructedValues } from './constructed-attributes.ts'
import { plantCompany } from './plant-company.ts'
import { plantConfiguration } from './plant-configuration.ts'
import { plantBuiltIn, plantContainers, plantDomainRoot } from './plant-domain.ts'
import { SignIn } from './sign-in.ts'

export interface ActiveDirectorySetting {
  readonly company: Company
  readonly pageSize: number
  readonly valueRange: number
  readonly searchSize?: number | undefined
  readonly serviceState: PersonState
  readonly servicePassword?: string
  readonly now?: () => Date
}

/** A server that answers as a Windows domain controller does, with the company in it. */
export function createActiveDirectory(setting: ActiveDirectorySetting): DirectoryService {
  const now = setting.now ?? ((): Date => new Date())
  const schema = adSchema()
  const tree = new DirectoryTree()
  const planter = new AdPlanter(schema, tree)
  tree.addContext({ rootKey: dnKey(parseDn(DOMAIN_DN) ?? []), referral: undefined })
  plantDomainRoot(planter)
  plantContainers(planter)
  plantBuiltIn(planter)
  plantCompany(planter, setting.company, setting.serviceState, now())
  plantConfiguration(planter, tree, setting)
  addBackLinks(tree)
  const signIn = new SignIn(tree, passwordsOf(tree, setting.servicePassword ?? SERVICE_PASSWORD), now)
  return {
    flavour: 'active-directory',
    schema,
    tree,
    limits: { pageSize: setting.pageSize, searchSize: setting.searchSize, valueRange: setting.valueRange },
    acceptedControls,
    words: adWords,
    rootDse: () => adRootDse(schema, now()),
    bind: signIn.bind,
    whoAmI: (who) => (who === undefined ? '' : `u:${NETBIOS_DOMAIN}\\${who.text('sAMAccountName') ?? ''}`),
    constructed: (entry, type) => constructedValues(entry, type, tree, schema, now()),
    findByAlias: (base) => findByAlias(base, tree)
  }
}

function passwordsOf(tree: DirectoryTree, servicePassword: string): ReadonlyMap<string, string> {
  const passwords = new Map<string, string>()
  for (const entry of tree.entries()) {
    if (entry.text('sAMAccountName') === SERVICE_LOGIN) passwords.set(entry.key, servicePassword)
    else if (entry.text('employeeID') !== undefined) passwords.set(entry.key, PERSON_PASSWORD)
  }
  return passwords
}

/** `<SID=S-1-5-...>` and `<GUID=...>` in place of a name (MS-ADTS section 3.1.1.3.1.2.4). */
function findByAlias(base: string, tree: DirectoryTree): Entry | undefined {
  const parts = /^<(SID|GUID)=([^>]+)>$/i.exec(base)
  const [, kind = '', value = ''] = parts ?? []
  if (parts === null) return undefined
  const attribute = kind.toUpperCase() === 'SID' ? 'objectSid' : 'objectGUID'
  const wanted = attribute === 'objectSid' && value.toUpperCase().startsWith('S-') ? securityIdBytes(value) : guidBytes(value)
  return [...tree.entries()].find((entry) => entry.values(attribute).some((held) => Buffer.isBuffer(held) && held.equals(wanted)))
}

/** A dashed GUID has its first three parts in little-endian order; plain hex digits are the bytes as they are. */
function guidBytes(text: string): Buffer {
  const bytes = Buffer.from(text.replace(/-/g, ''), 'hex')
  if (!text.includes('-') || bytes.length !== 16) return bytes
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}
