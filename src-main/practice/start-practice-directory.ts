import { DNS_DOMAIN, DOMAIN_DN, SERVER_NAME, SERVICE_LOGIN } from './active-directory/ad-names.ts'
import { createActiveDirectory } from './active-directory/create-active-directory.ts'
import { chooseCertificate } from './choose-certificate.ts'
import { makeCompany, PERSON_PASSWORD, SAMPLE_LOGIN, SERVICE_PASSWORD } from './company/make-company.ts'
import type { PersonState } from './company/person.ts'
import { spoilCompany } from './company/spoil-company.ts'
import type { DirectoryService, PracticeFlavour } from './directory/directory-service.ts'
import { createOpenLdap } from './openldap/create-openldap.ts'
import { OPENLDAP_BASE, OPENLDAP_SERVICE_DN } from './openldap/openldap-company.ts'
import { practiceFaults } from './practice-faults.ts'
import type { PracticeFaultName } from './practice-faults.ts'
import { openPorts } from './server/open-ports.ts'

export type { PracticeFlavour } from './directory/directory-service.ts'

export interface PracticeDirectory {
  /** What a newcomer has been told to choose; with the fault `old-server-type` the server is the other one. */
  readonly flavour: PracticeFlavour
  readonly host: string
  /** The name on the certificate, which also names `localhost` and `127.0.0.1`. */
  readonly serverName: string
  /** Plain, and StartTLS. */
  readonly ldapPort: number
  readonly ldapsPort: number
  /** The root above the server's certificate. */
  readonly caPem: string
  readonly baseDn: string
  /** The service account, in the form that suits the flavour. */
  readonly username: string
  readonly password: string
  readonly domain: string
  readonly usernameField: string
  /** An ordinary person; `username` is what the username field holds. */
  readonly samplePerson: { readonly username: string; readonly password: string }
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface PracticeOptions {
  /** Default: the one that suits the first fault, or Active Directory. */
  readonly flavour?: PracticeFlavour
  readonly faults?: readonly PracticeFaultName[]
  /** Active Directory only: most entries in one answer. */
  readonly pageSizeLimit?: number
  /** Active Directory only: most values of one attribute in one answer. */
  readonly valueRangeLimit?: number
  /** How long every answer takes with the fault `slow-answers`. */
  readonly slowAnswerMs?: number
}

/** Starts an LDAP server inside this process, on 127.0.0.1, with the practice company in it. Throws `TypeError` for faults that no single flavour can have. */
export async function startPracticeDirectory(options: PracticeOptions = {}): Promise<PracticeDirectory> {
  const faults = new Set(options.faults ?? [])
  const flavour = options.flavour ?? suitableFlavour(faults)
  refuseForeignFaults(faults, flavour)
  const actual = faults.has('old-server-type') ? otherFlavour(flavour) : flavour
  const facts = actual === 'active-directory' ? activeDirectoryFacts(faults) : openLdapFacts(faults)
  // Keys are made on other threads, so that the company is there by the time they are.
  const identity = chooseCertificate(facts.serverName, faults)
  const service = createService(actual, faults, options)
  const { secureContext, caPem } = await identity
  const ports = await openPorts({
    host: HOST,
    service,
    faults,
    slowAnswerMs: options.slowAnswerMs ?? 3_000,
    secureContext: faults.has('no-ldaps-certificate') ? undefined : secureContext,
    maxMessageBytes: 262_144,
    idleTimeoutMs: 900_000,
    mostConnections: 1_000
  })
  return {
    ...facts,
    flavour,
    host: HOST,
    ldapPort: ports.ldapPort,
    ldapsPort: ports.ldapsPort,
    caPem,
    password: SERVICE_PASSWORD,
    samplePerson: { username: SAMPLE_LOGIN, password: PERSON_PASSWORD },
    close: () => ports.close(),
    [Symbol.asyncDispose]: () => ports.close()
  }
}

const HOST = '127.0.0.1'
/** Small enough that a company of 300 people needs several pages and ranges. */
const PAGE_SIZE = 100
const VALUE_RANGE = 100
const ACCOUNT_SEARCH_SIZE = 100

function createService(flavour: PracticeFlavour, faults: ReadonlySet<PracticeFaultName>, options: PracticeOptions): DirectoryService {
  const shared = {
    company: spoilCompany(makeCompany(), faults),
    searchSize: faults.has('size-limit') ? ACCOUNT_SEARCH_SIZE : undefined,
    ...(faults.has('wrong-password') ? { servicePassword: 'Changed-Since-Then-7' } : {})
  }
  if (flavour === 'active-directory') {
    return createActiveDirectory({
      ...shared,
      pageSize: options.pageSizeLimit ?? PAGE_SIZE,
      valueRange: options.valueRangeLimit ?? VALUE_RANGE,
      serviceState: serviceState(faults)
    })
  }
  const hasTls = !faults.has('no-ldaps-certificate')
  // slapd sends pages as large as the client likes; without a second page the connection could not break in it.
  return createOpenLdap({ ...shared, hasTls, ...(faults.has('dropped-mid-page') ? { pageSize: PAGE_SIZE } : {}) })
}

function serviceState(faults: ReadonlySet<PracticeFaultName>): PersonState {
  if (faults.has('locked-account')) return 'locked'
  if (faults.has('disabled-account')) return 'disabled'
  if (faults.has('account-expired')) return 'expired'
  if (faults.has('must-change-password')) return 'must-change-password'
  return faults.has('expired-password') ? 'password-expired' : 'active'
}

type Facts = Pick<PracticeDirectory, 'serverName' | 'baseDn' | 'username' | 'domain' | 'usernameField'>

function activeDirectoryFacts(faults: ReadonlySet<PracticeFaultName>): Facts {
  // sAMAccountName is unique in every domain; the principal name is only meant to be.
  const isByPrincipalName = faults.has('duplicate-usernames')
  const baseDn = faults.has('wrong-base')
    ? `OU=Staff,OU=Company,${DOMAIN_DN}`
    : faults.has('referral-only')
      ? 'DC=corp,DC=other,DC=example'
      : DOMAIN_DN
  return {
    serverName: SERVER_NAME,
    baseDn,
    username: `${SERVICE_LOGIN}@${DNS_DOMAIN}`,
    domain: isByPrincipalName ? '' : DNS_DOMAIN,
    usernameField: isByPrincipalName ? 'userPrincipalName' : 'sAMAccountName'
  }
}

function openLdapFacts(faults: ReadonlySet<PracticeFaultName>): Facts {
  return {
    serverName: 'ldap.practice.example',
    baseDn: faults.has('wrong-base') ? `ou=Staff,${OPENLDAP_BASE}` : OPENLDAP_BASE,
    username: OPENLDAP_SERVICE_DN,
    domain: DNS_DOMAIN,
    usernameField: 'uid'
  }
}

function suitableFlavour(faults: ReadonlySet<PracticeFaultName>): PracticeFlavour {
  const known = practiceFaults.filter(({ name }) => faults.has(name))
  return (known.find(({ isFlavourBound }) => isFlavourBound) ?? known[0])?.flavour ?? 'active-directory'
}

function refuseForeignFaults(faults: ReadonlySet<PracticeFaultName>, flavour: PracticeFlavour): void {
  const foreign = practiceFaults.find((fault) => fault.isFlavourBound && fault.flavour !== flavour && faults.has(fault.name))
  if (foreign !== undefined) throw new TypeError(`${flavour} cannot have the fault ${foreign.name}`)
}

function otherFlavour(flavour: PracticeFlavour): PracticeFlavour {
  return flavour === 'active-directory' ? 'openldap' : 'active-directory'
}
