import type { Check } from '../../../../src-main/core/checks/check.ts'
import type { BackupProbes, BindProbe, HostProbes, PersonProbes, ServiceLookup } from '../../../../src-main/core/checks/probes.ts'
import { neverCancelled } from '../../../../src-main/core/cancel.ts'
import type { CertificateFacts } from '../../../../src-main/core/model/certificate.ts'
import type { ConnectAnswer, LdapFailure, NameAnswer, RootDseFacts } from '../../../../src-main/core/model/directory-facts.ts'
import type {
  AccountFacts,
  BaseFacts,
  GroupFacts,
  IdentityFacts,
  LimitFacts,
  PeopleFacts,
  PersonExplanation,
  PersonTest
} from '../../../../src-main/core/model/directory-readings.ts'
import type { DirectorySettings, ServerType } from '../../../../src-main/core/model/directory-settings.ts'
import type { TlsLook, TlsOpened } from '../../../../src-main/core/model/tls-facts.ts'
import type { Result } from '../../../../src-main/core/result.ts'

export const now = '2026-11-21T12:00:00.000Z'

export const settings: DirectorySettings = {
  host: 'dc1.corp.example',
  backupHosts: [],
  port: 636,
  security: 'ldaps',
  serverType: 'auto',
  username: 'svc-files@corp.example',
  baseDn: 'DC=corp,DC=example',
  usernameField: 'sAMAccountName',
  domain: '',
  allowCleartext: false,
  timeoutMs: 10_000
}

/** What probes answer; all of it healthy unless a test says otherwise. */
export interface FakeAnswers {
  readonly settings: Partial<DirectorySettings>
  readonly name: NameAnswer
  readonly services: ServiceLookup
  readonly connections: readonly ConnectAnswer[]
  readonly tls: TlsLook
  readonly rootDse: Result<RootDseFacts, LdapFailure>
  readonly serverType: ServerType
  readonly bind: BindProbe
  readonly identity: IdentityFacts
  readonly account: AccountFacts
  readonly base: BaseFacts
  readonly people: PeopleFacts
  readonly groups: GroupFacts
  readonly limits: LimitFacts
  readonly explanation: PersonExplanation
  readonly person: PersonTest
  readonly first: HostProbes
}

export function fakeProbes(answers: Partial<FakeAnswers> = {}): PersonProbes & BackupProbes {
  const all = { ...healthy, ...answers }
  const host: PersonProbes = {
    settings: { ...settings, ...answers.settings },
    now,
    name: async () => all.name,
    services: async () => all.services,
    connections: async () => all.connections,
    tls: async () => all.tls,
    rootDse: async () => all.rootDse,
    serverType: async () => all.serverType,
    bind: async () => all.bind,
    hasSignedIn: async () => all.bind.kind === 'bound',
    identity: async () => all.identity,
    account: async () => all.account,
    base: async () => all.base,
    people: async () => all.people,
    groups: async () => all.groups,
    limits: async () => all.limits,
    explanation: async () => all.explanation,
    person: async () => all.person
  }
  return { ...host, first: answers.first ?? host }
}

/** `pass`, `fail ldap.tcp.refused`: the whole verdict in one line. Throws when a pass brings no evidence. */
export async function verdictOf<P>(check: Check<P>, probes: P): Promise<string> {
  const verdict = await check.run(probes, neverCancelled)
  switch (verdict.status) {
    case 'pass':
      for (const { label, value } of [verdict.evidence[0], ...verdict.evidence]) {
        if (label.trim() === '' || value.trim() === '') throw new Error(`${check.id} passes with empty evidence`)
      }
      return verdict.status
    case 'warn':
    case 'fail':
      return `${verdict.status} ${verdict.problem.code}`
    case 'blocked':
      return `blocked by ${verdict.by}`
    case 'skip':
    case 'not-provable-here':
      return verdict.status
  }
}

export const certificate: CertificateFacts = {
  subject: 'CN=dc1.corp.example',
  subjectCommonName: 'dc1.corp.example',
  issuer: 'CN=Good CA, O=Good',
  issuerCommonName: 'Good CA',
  serial: '0A:1B',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-11-01T00:00:00.000Z',
  key: { kind: 'rsa', bits: 2048, text: 'RSA, 2048 bits', sha256: '11'.repeat(32) },
  signature: { name: 'SHA-256 with RSA', hash: 'SHA-256', isWeak: false },
  names: [{ kind: 'dns', value: 'dc1.corp.example' }],
  purposes: [{ name: 'server authentication', oid: '1.3.6.1.5.5.7.3.1' }],
  keyUsages: [],
  isAuthority: false,
  isSelfIssued: false,
  isSelfSigned: false,
  caIssuersUrls: [],
  fingerprintSha256: 'ab'.repeat(32),
  pem: '',
  unreadableExtensions: []
}

export const authority: CertificateFacts = {
  ...certificate,
  subject: 'CN=Good CA, O=Good',
  subjectCommonName: 'Good CA',
  isAuthority: true,
  isSelfIssued: true,
  isSelfSigned: true,
  names: [],
  purposes: [],
  notAfter: '2036-01-01T00:00:00.000Z'
}

export const openedTls: TlsOpened = {
  kind: 'opened',
  version: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  chain: {
    certificates: [certificate, authority],
    links: [{ matchedBy: 'key-identifier', signature: { kind: 'verified' } }],
    ends: 'root-included',
    extra: []
  },
  versions: [
    { version: 'TLSv1', accepted: false },
    { version: 'TLSv1.1', accepted: false },
    { version: 'TLSv1.2', accepted: true },
    { version: 'TLSv1.3', accepted: true }
  ],
  trustedHere: { kind: 'trusted', list: 'this computer’s list' },
  trustedPublicly: { kind: 'trusted', list: 'the public list' },
  asksForClientCertificate: false,
  durationMs: 12
}

export const rootDse: RootDseFacts = {
  product: 'windows-active-directory',
  namingContexts: ['DC=corp,DC=example', 'CN=Configuration,DC=corp,DC=example'],
  defaultNamingContext: 'DC=corp,DC=example',
  configurationNamingContext: 'CN=Configuration,DC=corp,DC=example',
  dnsHostName: 'dc1.corp.example',
  offersStartTls: true,
  offersPaging: true,
  offersWhoAmI: true,
  supportedControls: []
}

export const people: PeopleFacts = {
  filter: '(sAMAccountType=805306368)',
  end: { kind: 'complete' },
  count: 300,
  pages: 1,
  largestPage: 300,
  references: [],
  samples: [
    { dn: 'CN=Ada Lovelace,DC=corp,DC=example', username: 'ada', mail: 'ada@corp.example', name: 'Ada Lovelace' },
    { dn: 'CN=No One,DC=corp,DC=example', username: '', mail: '', name: '' }
  ],
  filled: new Map([
    ['samaccountname', 300],
    ['userprincipalname', 300],
    ['mail', 300],
    ['cn', 300]
  ]),
  disabled: 2,
  duplicates: [],
  duplicateCount: 0,
  usernamesWithAt: 0
}

export const groups: GroupFacts = {
  filter: '(objectClass=group)',
  end: { kind: 'complete' },
  count: 30,
  pages: 1,
  samples: [{ name: 'Staff', members: 12 }],
  memberValues: 200,
  memberUids: 0,
  emptyGroups: 1,
  nestedGroups: 3,
  circularGroups: 2,
  foreignMembers: 1,
  largest: { name: 'Staff', members: 12 },
  ranged: [{ name: 'Staff', members: 12, parts: 3, isComplete: true }],
  valueRange: 5,
  primaryGroup: { name: 'Domain Users', people: 300 }
}

const healthy: Omit<FakeAnswers, 'settings' | 'first'> = {
  name: { kind: 'resolved', ipv4: ['203.0.113.5'], ipv6: [], isLiteral: false },
  services: { asked: [], records: [] },
  connections: [{ kind: 'connected', address: '203.0.113.5', port: 636, durationMs: 3.4 }],
  tls: openedTls,
  rootDse: { ok: true, value: rootDse },
  serverType: 'active-directory',
  bind: { kind: 'bound', answer: {}, durationMs: 4 },
  identity: { kind: 'named', identity: 'u:CORP\\svc-files' },
  account: {
    dn: 'CN=svc-files,DC=corp,DC=example',
    lockoutThreshold: 5,
    lockoutWindowMinutes: 30,
    badPasswordCount: 0,
    passwordEnds: 'never',
    powerfulGroups: [],
    groupsReadBy: 'direct, nested and primary membership'
  },
  base: { kind: 'found', dn: 'DC=corp,DC=example', objectClasses: ['top', 'domain'] },
  people,
  groups,
  limits: { policy: new Map([['MaxPageSize', '1000']]), policyDn: 'CN=Default Query Policy' },
  explanation: {
    kind: 'in-scope',
    dn: 'CN=Ada Lovelace,DC=corp,DC=example',
    username: 'ada@corp.example',
    mail: 'ada@corp.example',
    states: []
  },
  person: { kind: 'accepted', dn: 'CN=Ada Lovelace,DC=corp,DC=example' }
}

/** A result code as a server answers it. */
export function resultFailure(
  code: number,
  more: Partial<Extract<LdapFailure, { kind: 'result' }>> = {}
): Extract<LdapFailure, { kind: 'result' }> {
  return { kind: 'result', code, name: `name${code}`, text: '', matchedDn: '', ...more }
}
