import { beforeAll, describe, expect, it } from 'vitest'
import { backupHostChecks, closingChecks, directoryChecks } from '../../../src-main/core/checks/registry.ts'
import {
  issueCertificate,
  makeAuthority,
  type Authority,
  type CertificateOptions,
  type MadeCertificate
} from '../../../src-main/practice/make-certificates.ts'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { checkADirectory, type CheckedDirectory, type DirectoryToCheck } from '../../support/check-a-directory.ts'
import {
  ber,
  entryMessage,
  integer,
  pagingControl,
  passwordPolicyControl,
  referenceMessage,
  resultMessage
} from '../../support/stub-ldap-server.ts'
import { lookupOf } from '../tls/tls-server.ts'
import { relay } from './relay.ts'
import { checkStub, entries, person, refusal, rootDse, settingsForStub, startStubDirectory, stubBase, success } from './stub-directory.ts'
import { tlsFront } from './tls-front.ts'

const DAY_MS = 86_400_000
const names = ['dc1.test']

let root: Authority
/** Has the name of the trusted root, and another key. */
let impostor: Authority
beforeAll(async () => {
  root = await makeAuthority({ commonName: 'Trusted Root' })
  impostor = await makeAuthority({ commonName: 'Trusted Root' })
})

interface Lie {
  readonly rung: string
  readonly title: string
  readonly told: () => Promise<CheckedDirectory>
}

// For each rung, servers for which it must not be green, whatever else the ladder says of them.
const lies: readonly Lie[] = [
  {
    rung: 'ldap.name-resolves',
    title: 'a name without addresses',
    told: () => checkADirectory({ host: 'dc1.test', lookup: (_name, _options, found) => found(null, []) })
  },
  { rung: 'ldap.name-resolves', title: 'an unknown name', told: () => checkADirectory({ host: 'dc1.test', lookup: lookupOf() }) },
  {
    rung: 'ldap.port-accepts',
    title: 'a connection that is accepted and reset',
    told: async () => {
      await using server = await startAwkwardTcp({ kind: 'reset-on-connect' })
      return await checkADirectory(settingsForStub(server))
    }
  },
  {
    rung: 'ldap.tls-opens',
    title: 'an echo of what it gets',
    told: async () => {
      await using server = await startAwkwardTcp({ kind: 'echo' })
      return await checkADirectory({ ...settingsForStub(server), security: 'ldaps' })
    }
  },
  {
    rung: 'ldap.tls-opens',
    title: 'StartTLS agreed to, and then none',
    told: () =>
      checkStub(
        { 'who-am-i': ({ id }) => [resultMessage(id, 'extended', { name: '1.3.6.1.4.1.1466.20037' })] },
        { security: 'starttls', timeoutMs: 500 }
      )
  },
  {
    rung: 'certificate.chain-complete',
    title: 'an issuer with the right name and another key',
    told: async () => {
      const intermediate = await makeAuthority({ commonName: 'Intermediate', issuer: root })
      const double = await makeAuthority({ commonName: 'Intermediate', issuer: root })
      return await checkBehind([await issueCertificate(intermediate, { names }), double])
    }
  },
  { rung: 'certificate.names-server', title: 'a name that begins like it', told: () => checkIssued({ names: ['dc1.test.evil.test'] }) },
  { rung: 'certificate.names-server', title: 'a name that ends like it', told: () => checkIssued({ names: ['xdc1.test'] }) },
  {
    rung: 'certificate.names-server',
    title: 'a wildcard for everything below test',
    told: () => checkIssued({ names: ['*.test.test', '*'] })
  },
  {
    rung: 'certificate.names-server',
    title: 'the right common name beside another alternative name',
    told: () => checkIssued({ names: ['other.test'], commonName: 'dc1.test' })
  },
  { rung: 'certificate.dates-valid', title: 'an end one minute ago', told: () => checkIssued({ notAfter: new Date(Date.now() - 60_000) }) },
  {
    rung: 'certificate.dates-valid',
    title: 'an intermediate that ended',
    told: async () => {
      const ended = await makeAuthority({
        commonName: 'Ended',
        issuer: root,
        notBefore: new Date(Date.now() - 9 * DAY_MS),
        notAfter: new Date(Date.now() - DAY_MS)
      })
      return await checkBehind([await issueCertificate(ended, { names }), ended])
    }
  },
  { rung: 'certificate.purpose-server', title: 'a certificate for clients', told: () => checkIssued({ purposes: ['clientAuth'] }) },
  {
    rung: 'certificate.key-strong',
    title: 'a weak signature on the intermediate alone',
    told: async () => {
      const weak = await makeAuthority({ commonName: 'Weak', issuer: root, signatureHash: 'SHA-1' })
      return await checkBehind([await issueCertificate(weak, { names }), weak])
    }
  },
  {
    rung: 'certificate.trusted-here',
    title: 'an authority that only has the name of a trusted one',
    told: async () => checkBehind([await issueCertificate(impostor, { names })])
  },
  {
    rung: 'certificate.trusted-here',
    title: 'an authority that may not be one',
    told: async () => {
      const noAuthority = await makeAuthority({ commonName: 'Nobody', issuer: root, isAuthority: false })
      return await checkBehind([await issueCertificate(noAuthority, { names }), noAuthority])
    }
  },
  {
    rung: 'certificate.trusted-publicly',
    title: 'an authority that only has the name of a public one, as CA file',
    told: async () => checkBehind([await issueCertificate(impostor, { names })], { caPem: impostor.certificatePem })
  },
  { rung: 'ldap.root-dse-answers', title: 'success without the root entry', told: () => checkStub({ root: success() }) },
  { rung: 'ldap.root-dse-answers', title: 'a root entry without anything in it', told: () => checkStub({ root: entries([['', {}]]) }) },
  {
    rung: 'ldap.root-dse-answers',
    title: 'an answer to another question',
    told: () => checkStub({ root: ({ id }) => [resultMessage(id, 'bind')] })
  },
  {
    rung: 'ldap.root-dse-answers',
    title: 'an answer to a question nobody asked',
    told: () => checkStub({ root: ({ id }) => [resultMessage(id + 7, 'search')] })
  },
  {
    rung: 'ldap.type-as-chosen',
    title: 'the root entry of OpenLDAP',
    told: () => checkStub({ root: entries([['', { objectClass: ['top', 'OpenLDAProotDSE'], namingContexts: [stubBase] }]]) })
  },
  {
    rung: 'ldap.type-as-chosen',
    title: 'the root entry of nobody we know',
    told: () => checkStub({ root: entries([['', { objectClass: ['top'] }]]) }, { serverType: 'auto' })
  },
  { rung: 'ldap.bind-accepted', title: 'a sign-in that is not finished', told: () => checkStub({ bind: refusal(14) }) },
  {
    rung: 'ldap.bind-accepted',
    title: 'success in answer to another question',
    told: () => checkStub({ bind: ({ id }) => [resultMessage(id, 'search')] })
  },
  {
    rung: 'ldap.bind-accepted',
    title: 'success with a password that must be changed first',
    told: () =>
      checkStub({ bind: ({ id }) => [resultMessage(id, 'bind', { controls: [passwordPolicyControl(ber(0x81, Buffer.from([2])))] })] })
  },
  {
    rung: 'ldap.identity-proved',
    title: 'nobody',
    told: () => checkStub({ 'who-am-i': ({ id }) => [resultMessage(id, 'extended', { value: '' })] })
  },
  { rung: 'ldap.identity-proved', title: 'success without a name', told: () => checkStub({ 'who-am-i': success() }) },
  { rung: 'ldap.identity-proved', title: 'what guests see too', told: () => checkStub({ 'who-am-i': refusal(2) }) },
  {
    rung: 'ldap.identity-proved',
    title: 'not even the top of the tree',
    told: () => checkStub({ 'who-am-i': refusal(2), base: refusal(50) })
  },
  {
    rung: 'ldap.identity-proved',
    title: 'another name than ours',
    told: () =>
      checkStub(
        { 'who-am-i': ({ id }) => [resultMessage(id, 'extended', { value: `dn:CN=guest,${stubBase}` })] },
        { username: `CN=reader,${stubBase}` }
      )
  },
  {
    rung: 'ldap.account-safe',
    title: 'Domain Admins in another language',
    told: () =>
      checkStub({
        'powerful groups': entries([[`CN=Domänen-Admins,${stubBase}`, { cn: ['Domänen-Admins'], objectSid: ['S-1-5-21-1-2-3-512'] }]])
      })
  },
  {
    rung: 'ldap.account-safe',
    title: 'one try left',
    told: () => checkStub({ account: entries([[`CN=reader,${stubBase}`, { sAMAccountName: ['reader'], badPwdCount: ['4'] }]]) })
  },
  {
    rung: 'ldap.account-safe',
    title: 'a password that ends tomorrow, by the policy of OpenLDAP',
    told: () =>
      checkStub({ bind: ({ id }) => [resultMessage(id, 'bind', { controls: [passwordPolicyControl(ber(0xa0, integer(86_400, 0x80)))] })] })
  },
  {
    rung: 'ldap.account-safe',
    title: 'a password that has ended, with one sign-in left',
    told: () =>
      checkStub({
        bind: ({ id }) => [resultMessage(id, 'bind', { controls: [passwordPolicyControl(ber(0xa0, ber(0x81, Buffer.from([1]))))] })]
      })
  },
  {
    rung: 'ldap.account-safe',
    title: 'nothing about the account',
    told: () => checkStub({ account: success(), 'lock-out policy': success() })
  },
  { rung: 'ldap.base-exists', title: 'success without the base', told: () => checkStub({ base: success() }) },
  {
    rung: 'ldap.base-exists',
    title: 'a pointer instead of the base',
    told: () => checkStub({ base: ({ id }) => [referenceMessage(id, 'ldap://elsewhere'), resultMessage(id, 'search')] })
  },
  { rung: 'ldap.users-found', title: 'success without people', told: () => checkStub({ people: success() }) },
  {
    rung: 'ldap.users-found',
    title: 'a first page, and then nobody who answers',
    told: () =>
      checkStub(
        {
          people: ({ id, cookie }) =>
            cookie?.length === 0
              ? [entryMessage(id, ...person('anna')), resultMessage(id, 'search', { controls: [pagingControl('x')] })]
              : undefined
        },
        { timeoutMs: 300 }
      )
  },
  {
    rung: 'ldap.users-found',
    title: 'people, and then a size limit',
    told: () => checkStub({ people: ({ id }) => [entryMessage(id, ...person('anna')), resultMessage(id, 'search', { code: 4 })] })
  },
  {
    rung: 'ldap.users-found',
    title: 'pointers only',
    told: () => checkStub({ people: ({ id }) => [referenceMessage(id, 'ldap://elsewhere'), resultMessage(id, 'search')] })
  },
  {
    rung: 'ldap.attributes-present',
    title: 'mail of blanks',
    told: () => checkStub({ people: entries([person('anna', { mail: ['  '] })]) })
  },
  {
    rung: 'ldap.attributes-present',
    title: 'an empty user name',
    told: () => checkStub({ people: entries([person('anna', { sAMAccountName: [''] })]) })
  },
  {
    rung: 'ldap.usernames-unique',
    title: 'names that differ in case only',
    told: () => checkStub({ people: entries([person('anna'), person('other', { sAMAccountName: ['ANNA'] })]) })
  },
  {
    rung: 'ldap.usernames-unique',
    title: 'names that differ in how an accent is written',
    told: () => checkStub({ people: entries([person('bj\u00f6rn'), person('other', { sAMAccountName: ['bjo\u0308rn'] })]) })
  },
  {
    rung: 'ldap.usernames-unique',
    title: 'names with a domain, and a domain to append',
    told: () => checkStub({ people: entries([person('anna', { sAMAccountName: ['anna@corp.test'] })]) }, { domain: 'corp.test' })
  },
  { rung: 'ldap.groups-found', title: 'success without groups', told: () => checkStub({ groups: success() }) },
  {
    rung: 'ldap.groups-found',
    title: 'a group, and then a time limit',
    told: () =>
      checkStub({ groups: ({ id }) => [entryMessage(id, `CN=a,${stubBase}`, { cn: ['a'] }), resultMessage(id, 'search', { code: 3 })] })
  },
  {
    rung: 'ldap.memberships-readable',
    title: 'a first part of the members, and no other',
    told: () => checkStub({ groups: entries([[`CN=a,${stubBase}`, { cn: ['a'], member: [], 'member;range=0-0': ['CN=anna'] }]]) })
  },
  {
    rung: 'ldap.memberships-readable',
    title: 'groups that hide their members',
    told: () => checkStub({ groups: entries([[`CN=a,${stubBase}`, { cn: ['a'] }]]) })
  },
  { rung: 'ldap.limits-known', title: 'a size limit for groups', told: () => checkStub({ groups: refusal(4) }) },
  { rung: 'ldap.limits-known', title: 'a connection that broke before a limit could show', told: () => checkStub({ groups: refusal(80) }) },
  {
    rung: 'ldap.referrals-harmless',
    title: 'a domain whose name contains that of a harmless part',
    told: () =>
      checkStub({
        people: ({ id }) => [
          entryMessage(id, ...person('anna')),
          referenceMessage(id, 'ldap://emea.corp.example.test/DC=emea,DC=corp,DC=example,DC=test??sub?(cn=CN=Configuration)'),
          resultMessage(id, 'search')
        ]
      })
  },
  {
    rung: 'ldap.backup-host-agrees',
    title: 'one person less',
    told: () => checkWithBackup({ people: entries([person('anna'), person('bjorn')]) })
  },
  {
    rung: 'ldap.backup-host-agrees',
    title: 'the same number of people of another domain',
    told: () => checkWithBackup({ root: entries([['', { ...rootDse, namingContexts: ['DC=other'], defaultNamingContext: ['DC=other'] }]]) })
  },
  { rung: 'ldap.backup-host-agrees', title: 'people that are cut', told: () => checkWithBackup({ people: refusal(4) }) },
  { rung: 'ldap.backup-host-agrees', title: 'no root entry', told: () => checkWithBackup({ root: success() }) },
  {
    rung: 'ldap.person-explained',
    title: 'two people whatever name is asked for',
    told: () => checkPerson({ person: entries([person('anna'), person('bjorn')]) })
  },
  {
    rung: 'ldap.person-password-accepted',
    title: 'a password that is refused',
    told: () => checkPerson({ bind: ({ id, earlier }) => [resultMessage(id, 'bind', { code: earlier === 0 ? 0 : 49 })] })
  },
  {
    rung: 'ldap.person-password-accepted',
    title: 'success, and then nobody',
    told: () =>
      checkPerson({ 'who-am-i': ({ id, earlier }) => [resultMessage(id, 'extended', { value: earlier === 0 ? 'u:CORP\\reader' : '' })] })
  },
  { rung: 'ldap.reachable-from-files-com', title: 'whatever is seen from here', told: () => checkStub({}) }
]

describe('no rung is green for a server that lies:', () => {
  it.each(lies.map(({ rung, title, told }) => [rung, title, told] as const))('%s, %s', async (rung, _title, told) => {
    const { report } = await told()

    const outcome = report.results.findLast(({ id }) => id === rung || id.endsWith(`/${rung}`))?.outcome
    expect(['warn', 'fail', 'not-provable-here', ...(rung === 'ldap.backup-host-agrees' ? ['skip'] : [])]).toContain(outcome?.status)
    expect(report.results.filter(({ outcome: { status } }) => status === 'crash')).toEqual([])
  })

  it('and every rung has such a server', () => {
    const all = [...directoryChecks, ...backupHostChecks, ...closingChecks].map(({ id }) => id)

    expect([...new Set(lies.map(({ rung }) => rung))].toSorted()).toEqual(
      [...new Set([...all, 'ldap.person-explained', 'ldap.person-password-accepted'])].toSorted()
    )
  })
})

async function checkBehind(
  [certificate, ...chain]: readonly [MadeCertificate, ...MadeCertificate[]],
  settings: DirectoryToCheck = {}
): Promise<CheckedDirectory> {
  await using stub = await startStubDirectory()
  await using front = await tlsFront(stub.port, certificate, chain)
  return await checkADirectory({
    ...settingsForStub({ host: 'dc1.test', port: front.port }),
    lookup: lookupOf('dc1.test'),
    security: 'ldaps',
    systemAuthorities: [root.certificatePem],
    publicAuthorities: [root.certificatePem],
    ...settings
  })
}

async function checkIssued(options: CertificateOptions): Promise<CheckedDirectory> {
  return checkBehind([await issueCertificate(root, { names, ...options })])
}

async function checkWithBackup(answers: Parameters<typeof startStubDirectory>[0]): Promise<CheckedDirectory> {
  await using first = await startStubDirectory()
  await using second = await startStubDirectory(answers)
  await using _backup = await relay('127.0.0.2', first.port, second.port)
  return await checkADirectory({ ...settingsForStub(first), backupHosts: ['127.0.0.2'] })
}

function checkPerson(answers: Parameters<typeof checkStub>[0]): Promise<CheckedDirectory> {
  return checkStub(answers, { person: { username: 'anna', password: 'anna-Secret-1' } })
}
