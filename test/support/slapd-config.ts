import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SlapdOptions, TlsVersion } from './slapd.ts'

export interface SlapdIdentity {
  readonly folder: string
  readonly suffix: string
  readonly rootDn: string
  readonly rootPassword: string
  readonly readerDn: string
}

/** The text of a slapd.conf for these options. */
export function slapdConfig(identity: SlapdIdentity, options: SlapdOptions, usesGnuTls: boolean): string {
  return [
    ...schemaFiles(options.schemas ?? ['core', 'cosine', 'inetorgperson', 'nis']).map((file) => `include ${quoted(file)}`),
    ...moduleLines([
      'back_mdb',
      ...(options.memberOf === true ? ['memberof'] : []),
      ...(options.passwordPolicy === undefined ? [] : ['ppolicy'])
    ]),
    `pidfile ${quoted(join(identity.folder, 'slapd.pid'))}`,
    `argsfile ${quoted(join(identity.folder, 'slapd.args'))}`,
    // Our own control connection is a unix socket: as good as any encryption, so that `security` never locks us out.
    'localSSF 256',
    'threads 4',
    ...(options.security === undefined ? [] : [`security ${options.security}`]),
    ...(options.anonymous === 'refused' ? ['disallow bind_anon', 'require authc'] : []),
    ...tlsLines(identity.folder, options, usesGnuTls),
    ...(options.globalConfig === undefined ? [] : [options.globalConfig]),
    'database mdb',
    `suffix ${quoted(identity.suffix)}`,
    `rootdn ${quoted(identity.rootDn)}`,
    `rootpw ${quoted(identity.rootPassword)}`,
    `directory ${quoted(join(identity.folder, 'data'))}`,
    'maxsize 1073741824',
    'dbnosync',
    'index objectClass,cn,member,memberUid eq',
    'index uid eq,sub',
    ...limitLines(identity, options),
    options.accessRules ?? 'access to attrs=userPassword by anonymous auth by * none\naccess to * by * read',
    ...(options.memberOf === true ? ['overlay memberof'] : []),
    ...(options.passwordPolicy === undefined
      ? []
      : ['overlay ppolicy', `ppolicy_default ${quoted(passwordPolicyDn(identity.suffix))}`, 'ppolicy_use_lockout']),
    ...(options.databaseConfig === undefined ? [] : [options.databaseConfig]),
    ''
  ].join('\n')
}

/** Where the default policy of the ppolicy overlay lies. */
export function passwordPolicyDn(suffix: string): string {
  return `cn=password policy,${suffix}`
}

/** The entries that every directory here has: the suffix, people, groups, the reader, and the password policy when there is one. */
export function baseLdif(identity: SlapdIdentity, readerPassword: string, options: SlapdOptions): string {
  const policy = options.passwordPolicy
  return [
    suffixEntry(identity.suffix),
    `dn: ou=people,${identity.suffix}\nobjectClass: organizationalUnit\nou: people\n`,
    `dn: ou=groups,${identity.suffix}\nobjectClass: organizationalUnit\nou: groups\n`,
    `dn: ${identity.readerDn}\nobjectClass: applicationProcess\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${readerPassword}\n`,
    ...(policy === undefined ? [] : [policyEntry(identity.suffix, policy)])
  ].join('\n')
}

function policyEntry(suffix: string, policy: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ pwdAttribute: 'userPassword', ...policy }).map(([name, value]) => `${name}: ${value}`)
  return `dn: ${passwordPolicyDn(suffix)}\nobjectClass: applicationProcess\nobjectClass: pwdPolicy\ncn: password policy\n${lines.join('\n')}\n`
}

function suffixEntry(suffix: string): string {
  const [attribute = '', value = ''] = (suffix.split(',')[0] ?? '').split('=')
  const entry = `dn: ${suffix}\n${attribute}: ${value}\n`
  switch (attribute.toLowerCase()) {
    case 'dc':
      return `${entry}objectClass: dcObject\nobjectClass: organization\no: Example\n`
    case 'o':
      return `${entry}objectClass: organization\n`
    case 'ou':
      return `${entry}objectClass: organizationalUnit\n`
    default:
      throw new TypeError(`A suffix begins with dc=, o= or ou= here, not with ${suffix}`)
  }
}

function limitLines(identity: SlapdIdentity, options: SlapdOptions): string[] {
  const sizeLimit = options.readerSizeLimit
  if (sizeLimit === undefined) return ['sizelimit unlimited']
  const limits = typeof sizeLimit === 'number' ? { soft: sizeLimit, hard: sizeLimit, pagedTotal: sizeLimit } : sizeLimit
  return [
    'sizelimit unlimited',
    `limits dn.exact=${quoted(identity.readerDn)} size.soft=${limits.soft} size.hard=${limits.hard} size.prtotal=${limits.pagedTotal}`
  ]
}

const folders = {
  schema: ['/etc/ldap/schema', '/etc/openldap/schema', '/opt/homebrew/etc/openldap/schema'],
  modules: ['/usr/lib/ldap', '/usr/lib64/openldap', '/usr/lib/openldap']
}

function schemaFiles(names: readonly string[]): string[] {
  const folder = folders.schema.find((path) => existsSync(path))
  if (folder === undefined) throw new Error(`slapd's schema files were not found in ${folders.schema.join(', ')}`)
  return names.map((name) => join(folder, `${name}.schema`))
}

// Without a module folder, slapd was built with everything inside.
function moduleLines(names: readonly string[]): string[] {
  const folder = folders.modules.find((path) => existsSync(path))
  if (folder === undefined) return []
  const present = names.filter((name) => existsSync(join(folder, `${name}.la`)) || existsSync(join(folder, `${name}.so`)))
  return [`modulepath ${quoted(folder)}`, ...present.map((name) => `moduleload ${name}`)]
}

function tlsLines(folder: string, options: SlapdOptions, usesGnuTls: boolean): string[] {
  if (options.certificate === undefined) return []
  return [
    `TLSCertificateFile ${quoted(join(folder, 'certificate.pem'))}`,
    `TLSCertificateKeyFile ${quoted(join(folder, 'key.pem'))}`,
    ...(options.certificate.caPem === undefined ? [] : [`TLSCACertificateFile ${quoted(join(folder, 'ca.pem'))}`]),
    ...(options.tlsVersions === undefined ? [] : tlsVersionLines(options.tlsVersions, usesGnuTls))
  ]
}

// Debian links slapd with GnuTLS, which takes a priority string and knows no protocol range; others use OpenSSL.
function tlsVersionLines(versions: readonly TlsVersion[], usesGnuTls: boolean): string[] {
  if (usesGnuTls) return [`TLSCipherSuite NORMAL:-VERS-ALL:${versions.map((version) => `+VERS-TLS${version}`).join(':')}`]
  const minors = versions.map((version) => Number(version.slice(2)) + 1)
  return [`TLSProtocolMin 3.${Math.min(...minors)}`, `TLSProtocolMax 3.${Math.max(...minors)}`]
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
