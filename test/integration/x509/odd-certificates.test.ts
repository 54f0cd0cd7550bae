import { afterAll, describe, expect, it } from 'vitest'
import { buildServerChain } from '../../../src-main/adapters/x509/build-chains.ts'
import { publicRoots } from '../../../src-main/adapters/x509/public-roots.ts'
import { readCertificates } from '../../../src-main/adapters/x509/read-certificates.ts'
import { trustOf } from '../../../src-main/adapters/x509/trust-of.ts'
import type { CertificateFacts } from '../../../src-main/core/model/certificate.ts'
import { strengthProblems } from '../../../src-main/core/model/certificate-strength.ts'
import { opensslFolder } from './openssl.ts'

const openssl = opensslFolder()
afterAll(() => openssl[Symbol.dispose]())

/** A self-signed certificate as openssl makes it from these words. */
function made(...words: readonly string[]): CertificateFacts {
  openssl.run('req', '-x509', '-nodes', '-days', '9', '-keyout', 'odd.key', '-out', 'odd.pem', ...words)
  return factsOf('odd.pem')
}

function factsOf(file: string): CertificateFacts {
  const read = readCertificates(openssl.read(file))
  const facts = read.ok ? read.value.certificates[0] : undefined
  if (facts === undefined) throw new TypeError(JSON.stringify(read))
  return facts
}

/** Where the key does not matter: an RSA key takes openssl a second now and then. */
const quickKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']

describe('keys', () => {
  it.each<[string, readonly string[], object, boolean]>([
    ['an odd number of bits', ['-newkey', 'rsa:2047'], { kind: 'rsa', bits: 2047, text: 'RSA, 2047 bits' }, true],
    [
      'RSA-PSS as a kind of key',
      ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'],
      { kind: 'rsa-pss', bits: 2048, text: 'RSA-PSS, 2048 bits' },
      true
    ],
    ['P-521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'], { kind: 'ec', bits: 521, curve: 'P-521' }, true],
    ['secp256k1', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], { kind: 'ec', bits: 256, curve: 'secp256k1' }, true],
    ['a short curve', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime192v1'], { kind: 'ec', bits: 192, curve: 'P-192' }, true],
    [
      'a curve without a name here',
      ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:sect283r1'],
      { kind: 'ec', bits: 288, curve: '1.3.132.0.17' },
      true
    ],
    [
      'explicit parameters',
      ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:explicit'],
      { kind: 'ec', bits: 256, curve: 'explicit parameters' },
      false
    ],
    ['Ed448', ['-newkey', 'ed448'], { kind: 'ed448', text: 'Ed448' }, true]
  ])('are described: %s', (_, words, key, isVerified) => {
    const facts = made(...words, '-subj', '/CN=odd')

    expect(facts.key).toMatchObject(key)
    // OpenSSL may or may not take explicit parameters; what matters is that the certificate is read all the same.
    if (isVerified) expect(facts.isSelfSigned).toBe(true)
  })

  it('are described: DSA', () => {
    openssl.run('dsaparam', '-genkey', '-noout', '-out', 'dsa.key', '2048')
    openssl.run('req', '-x509', '-new', '-key', 'dsa.key', '-sha256', '-subj', '/CN=dsa', '-out', 'dsa.pem')

    expect(factsOf('dsa.pem')).toMatchObject({
      key: { kind: 'other', text: 'DSA' },
      signature: { name: 'SHA-256 with DSA' },
      isSelfSigned: true
    })
  })
})

describe('signatures', () => {
  it.each([
    ['-sha1', 'SHA-1 with RSA', true],
    ['-md5', 'MD5 with RSA', true],
    ['-sha512', 'SHA-512 with RSA', false],
    ['-sha3-256', 'SHA3-256 with RSA', false]
  ])('are described and verified: %s', (digest, name, isWeak) => {
    const facts = made('-newkey', 'rsa:2048', digest, '-subj', '/CN=odd', '-addext', 'basicConstraints=CA:FALSE')

    expect(facts.signature).toMatchObject({ name, isWeak })
    expect(facts.isSelfSigned).toBe(true)
    expect(strengthProblems(facts).some((problem) => problem.kind === 'weak-signature')).toBe(isWeak)
  })

  it('are described and verified: RSA-PSS with another hash and another length of salt', () => {
    const facts = made(
      '-newkey',
      'rsa:2048',
      '-sha384',
      '-sigopt',
      'rsa_padding_mode:pss',
      '-sigopt',
      'rsa_pss_saltlen:20',
      '-subj',
      '/CN=odd'
    )

    expect(facts).toMatchObject({ key: { kind: 'rsa' }, signature: { name: 'SHA-384 with RSA-PSS', isWeak: false }, isSelfSigned: true })
  })

  it('are described and verified: RSA-PSS with the defaults of 1998', () => {
    const facts = made(
      '-newkey',
      'rsa:2048',
      '-sha1',
      '-sigopt',
      'rsa_padding_mode:pss',
      '-sigopt',
      'rsa_pss_saltlen:20',
      '-subj',
      '/CN=odd'
    )

    expect(facts).toMatchObject({ signature: { name: 'SHA-1 with RSA-PSS', isWeak: true }, isSelfSigned: true })
  })
})

describe('names', () => {
  it('are read in every alphabet and escaped where it matters', () => {
    const subject = '/C=DE/O=Müller \\+ Söhne, "GmbH" <x>/OU= vorn/CN=例え.example/emailAddress=a@b.example'
    const facts = made(...quickKey, '-utf8', '-multivalue-rdn', '-subj', subject.replace('\\+', '\\\\+'))

    const theirs = openssl.run(
      'x509',
      '-in',
      'odd.pem',
      '-noout',
      '-subject',
      '-nameopt',
      'dn_rev,sep_comma_plus_space,esc_2253,utf8,sname'
    )
    expect(`subject=${facts.subject}\n`).toBe(theirs)
    expect(facts.subjectCommonName).toBe('例え.example')
  })

  it.each(['MASK:0x0800', 'MASK:0x0004', 'utf8only'])('are read in the string types of old programs (%s)', (mask) => {
    // 0x0800 is BMPString, 0x0004 is TeletexString
    openssl.write('odd.cnf', `[req]\ndistinguished_name=dn\nstring_mask=${mask}\nprompt=no\nutf8=yes\n[dn]\nO=Müller\nCN=odd\n`)
    const facts = made(...quickKey, '-config', 'odd.cnf')

    expect(facts.subject).toBe('CN=odd, O=Müller')
  })

  it('do not reorder text on the screen', () => {
    const facts = made(...quickKey, '-utf8', '-subj', '/CN=evil\u202egnp.exe')

    expect(facts.subject).toBe('CN=evil\\E2\\80\\AEgnp.exe')
  })

  it('may have several parts in one place', () => {
    expect(made(...quickKey, '-subj', '/O=Corp/CN=odd+UID=17').subject).toMatch(/^(CN=odd\+UID=17|UID=17\+CN=odd), O=Corp$/)
  })

  it('may be missing', () => {
    openssl.write('empty.cnf', '[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n')
    const facts = made(...quickKey, '-config', 'empty.cnf', '-subj', '/', '-addext', 'subjectAltName=critical,DNS:odd.example')

    expect(facts).toMatchObject({ subject: '', names: [{ kind: 'dns', value: 'odd.example' }] })
    expect(facts).not.toHaveProperty('subjectCommonName')
  })

  it('of a domain controller include its GUID and its Kerberos name', () => {
    // as the templates "Domain Controller" and "Kerberos Authentication" issue them
    const extensions = `[req]
distinguished_name=dn
prompt=no
x509_extensions=dc
[dn]
CN=dc1.corp.example
[dc]
subjectAltName=@names
extendedKeyUsage=clientAuth,serverAuth,1.3.6.1.4.1.311.20.2.2,1.3.6.1.5.2.3.5,1.2.3.4
authorityInfoAccess=OCSP;URI:http://ocsp.corp.example,caIssuers;URI:ldap:///CN=CA,caIssuers;URI:http://pki.corp.example/ca.crt
keyUsage=digitalSignature,keyEncipherment,decipherOnly
[names]
otherName.1=1.3.6.1.4.1.311.25.1;FORMAT:HEX,OCT:00112233445566778899AABBCCDDEEFF
otherName.2=1.3.6.1.5.2.2;SEQUENCE:krb
DNS.1=dc1.corp.example
otherName.3=1.3.6.1.4.1.311.20.2.3;UTF8:dc1\\$@corp.example
dirName.1=dn
URI.1=ldap://dc1
email.1=a@b.example
RID.1=1.2.3
IP.1=fe80::1
[krb]
realm=EXP:0,GENSTR:CORP.EXAMPLE
`
    openssl.write('dc.cnf', extensions)

    expect(made(...quickKey, '-config', 'dc.cnf')).toMatchObject({
      names: [
        { kind: 'other', value: 'domain controller GUID 33221100-5544-7766-8899-aabbccddeeff' },
        { kind: 'other', value: 'Kerberos principal name' },
        { kind: 'dns', value: 'dc1.corp.example' },
        { kind: 'other', value: 'user principal name dc1$@corp.example' },
        { kind: 'other', value: 'directory name CN=dc1.corp.example' },
        { kind: 'uri', value: 'ldap://dc1' },
        { kind: 'email', value: 'a@b.example' },
        { kind: 'other', value: 'registered identifier' },
        { kind: 'ip', value: 'fe80::1' }
      ],
      purposes: [
        { name: 'client authentication' },
        { name: 'server authentication' },
        { name: 'smart card sign-in' },
        { name: 'Kerberos server authentication (KDC)' },
        { name: '1.2.3.4', oid: '1.2.3.4' }
      ],
      keyUsages: ['digitalSignature', 'keyEncipherment', 'decipherOnly'],
      caIssuersUrls: ['ldap:///CN=CA', 'http://pki.corp.example/ca.crt'],
      unreadableExtensions: []
    })
  })
})

describe('numbers and dates', () => {
  it.each(['0', '1', '127', '128', '0x00ff00', '0x7fffffffffffffffffffffffffffffffffffffff', '-5', '-32768'])(
    'are what openssl prints: serial number %s',
    (serial) => {
      const facts = made(...quickKey, '-subj', '/CN=odd', '-set_serial', serial)

      expect(`serial=${facts.serial.replaceAll(':', '')}\n`).toBe(openssl.run('x509', '-in', 'odd.pem', '-noout', '-serial'))
    }
  )

  it('reach beyond 2050', () => {
    const facts = made(...quickKey, '-subj', '/CN=odd', '-days', '30000')

    expect(new Date(facts.notAfter).getUTCFullYear()).toBeGreaterThan(2100)
  })
})

describe('a version 1 certificate', () => {
  it('is read, without extensions', () => {
    openssl.run('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'v1.key', '-subj', '/CN=v1', '-out', 'v1.csr')
    openssl.run('x509', '-req', '-in', 'v1.csr', '-signkey', 'v1.key', '-out', 'v1.pem')

    expect(factsOf('v1.pem')).toMatchObject({ subject: 'CN=v1', isAuthority: false, isSelfSigned: true, names: [] })
  })
})

describe('trust', () => {
  it('agrees with openssl verify on a chain of three', () => {
    openssl.run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/O=Corp/CN=Root')
    openssl.write(
      'ca.ext',
      'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=keyCertSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
    )
    openssl.run('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'sub.key', '-subj', '/O=Corp/CN=Sub', '-out', 'sub.csr')
    openssl.run(
      'x509',
      '-req',
      '-in',
      'sub.csr',
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-set_serial',
      '2',
      '-extfile',
      'ca.ext',
      '-out',
      'sub.pem'
    )
    openssl.run(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'leaf.key',
      '-subj',
      '/CN=leaf',
      '-out',
      'leaf.csr'
    )
    openssl.run('x509', '-req', '-in', 'leaf.csr', '-CA', 'sub.pem', '-CAkey', 'sub.key', '-set_serial', '3', '-out', 'leaf.pem')

    const chain = buildServerChain(factsOf('leaf.pem'), [factsOf('sub.pem')])

    expect(openssl.run('verify', '-CAfile', 'root.pem', '-untrusted', 'sub.pem', 'leaf.pem')).toBe('leaf.pem: OK\n')
    expect(trustOf(chain, [openssl.read('root.pem').toString()]).kind).toBe('trusted')
    expect(trustOf(chain, publicRoots().pems)).toEqual({ kind: 'not-trusted', reason: 'unknown-authority', at: 'CN=Root, O=Corp' })
  })
})
