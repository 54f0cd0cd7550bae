import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildChains } from '../../../src-main/adapters/x509/build-chains.ts'
import { childrenOf, newDerBudget, readElement, wholeOf } from '../../../src-main/adapters/x509/der.ts'
import { fingerprintsOf } from '../../../src-main/adapters/x509/fingerprints-of.ts'
import { parseCertificate } from '../../../src-main/adapters/x509/parse-certificate.ts'
import { readCertificates } from '../../../src-main/adapters/x509/read-certificates.ts'
import { newVerificationBudget, verifySignature } from '../../../src-main/adapters/x509/verify-signature.ts'
import { describeCertificateFileFailure } from '../../../src-main/core/model/certificate-file-failure.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'

const root = await makeAuthority({ key: 'rsa-pss-2048' })
const made = await issueCertificate(root, { names: ['dc1.corp.example', '10.0.0.5'], caIssuersUrl: 'http://pki.corp.example/ca.crt' })
const der = Buffer.from(made.certificateDer)

/** Reads in every way there is; any throw fails the test. */
function readAnyhow(bytes: Uint8Array): string {
  const read = readCertificates(bytes)
  fingerprintsOf(bytes)
  if (read.ok) {
    for (const chain of buildChains(read.value.certificates)) expect(chain.links.length).toBe(chain.certificates.length - 1)
    return 'read'
  }
  expect(describeCertificateFileFailure(read.error).what).not.toBe('')
  return read.error.code
}

/** A DER element around the content. */
function element(tag: number, content: Uint8Array): Buffer {
  const length =
    content.length < 0x80
      ? [content.length]
      : [0x84, content.length >>> 24, (content.length >>> 16) & 255, (content.length >>> 8) & 255, content.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

describe('no input makes the readers throw', () => {
  it('random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => readAnyhow(bytes) !== 'read'),
      { numRuns: 1000 }
    )
  })

  it('random bytes that begin like DER', () => {
    const start = fc.constantFrom('30', '3082', '3080', '30820100', '308201003082', '3080060b', '30030201')
    fc.assert(
      fc.property(
        start,
        fc.uint8Array({ maxLength: 400 }),
        (prefix, bytes) => readAnyhow(Buffer.concat([Buffer.from(prefix, 'hex'), bytes])) !== ''
      ),
      { numRuns: 1000 }
    )
  })

  it('a certificate with bytes changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(der.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(changes, (positions) => {
        const mutated = Buffer.from(der)
        for (const [position, value] of positions) mutated[position] = value
        return readAnyhow(mutated) !== ''
      }),
      { numRuns: 3000 }
    )
  })

  it('a certificate with a part cut out, doubled or put in', () => {
    fc.assert(
      fc.property(fc.nat(der.length), fc.nat(der.length), fc.uint8Array({ maxLength: 20 }), (first, second, put) => {
        return readAnyhow(Buffer.concat([der.subarray(0, first), put, der.subarray(second)])) !== ''
      }),
      { numRuns: 1500 }
    )
  })

  it('a certificate that breaks off anywhere', () => {
    const codes = new Set(Array.from(der, (_, length) => readAnyhow(der.subarray(0, length))))

    expect([...codes].sort()).toEqual([
      'certificate.file.empty',
      'certificate.file.text-without-certificate',
      'certificate.file.truncated',
      'certificate.file.unrecognised'
    ])
  })

  it('PEM with characters changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(made.certificatePem.length - 1), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(changes, (positions) => {
        let text = made.certificatePem
        for (const [position, put] of positions) text = text.slice(0, position) + put + text.slice(position + 1)
        return readAnyhow(Buffer.from(text)) !== ''
      }),
      { numRuns: 1000 }
    )
  })
})

describe('files made to make readers hang', () => {
  // The time limit of a test is far above what any of these takes, and far below what a reader that falls for them would need.
  it.each<[string, () => Uint8Array, string]>([
    ['lists in lists without a length', () => Buffer.from('3080'.repeat(2_000_000), 'hex'), 'certificate.file.too-complex'],
    [
      'lists in lists',
      () => Array.from({ length: 2000 }).reduce<Buffer>((inner) => element(0x30, inner), Buffer.alloc(0)),
      'certificate.file.damaged'
    ],
    ['millions of tiny elements', () => element(0x30, Buffer.alloc(8_000_000, Buffer.from([0x05, 0x00]))), 'certificate.file.too-complex'],
    [
      'millions of tiny elements in a list without a length',
      () => Buffer.concat([Buffer.from('3080', 'hex'), Buffer.alloc(8_000_000, Buffer.from([0x05, 0x00]))]),
      'certificate.file.too-complex'
    ],
    ['a length of four gigabytes', () => Buffer.from('3084ffffffff3082ffff', 'hex'), 'certificate.file.unrecognised'],
    ['a certificate padded to megabytes', () => certificateWith(Buffer.alloc(2_000_000, 0x41)), 'certificate.file.too-complex'],
    ['a hundred thousand BEGIN lines', () => Buffer.from('-----BEGIN CERTIFICATE-----\n'.repeat(100_000)), 'certificate.file.truncated'],
    ['a hundred thousand unclosed labels', () => Buffer.from('-----BEGIN '.repeat(100_000)), 'certificate.file.text-without-certificate'],
    ['nine megabytes of blanks', () => Buffer.alloc(9_000_000, ' '), 'certificate.file.empty'],
    ['nine megabytes of one letter', () => Buffer.alloc(9_000_000, 'M'), 'certificate.file.text-without-certificate'],
    ['nine megabytes of angle brackets', () => Buffer.alloc(9_000_000, '<a'), 'certificate.file.text-without-certificate'],
    ['nine megabytes of colons', () => Buffer.alloc(9_000_000, ':\n'), 'certificate.file.text-without-certificate']
  ])(
    'are refused: %s',
    (_, make, code) => {
      expect(readAnyhow(make())).toBe(code)
    },
    5000
  )

  it('spend no more than the budget of elements', () => {
    const bytes = element(0x30, Buffer.alloc(10_000, Buffer.from([0x05, 0x00])))
    const budget = newDerBudget(100)

    expect(() => parseCertificate(bytes, budget)).toThrow('it has too many parts')
    expect(budget.elementsLeft).toBe(0)
  })

  it('look only at what is asked for', () => {
    // given a list of five thousand elements, when only its outside is read
    const budget = newDerBudget(100)
    readElement({ bytes: element(0x30, Buffer.alloc(10_000, Buffer.from([0x05, 0x00]))), budget })

    expect(budget.elementsLeft).toBe(99)
  })

  it('spend no more than the budget of verifications, and say so', async () => {
    const leaf = parseCertificate(made.certificateDer)
    const issuer = parseCertificate(root.certificateDer)
    const budget = newVerificationBudget(1)
    const kinds = Array.from({ length: 10 }, () => verifySignature(leaf, issuer, budget).kind)

    expect(new Set(kinds)).toEqual(new Set(['verified', 'not-checked']))
    expect(budget.unitsLeft).toBeGreaterThanOrEqual(0)
  })

  it('try only a few candidates when all authorities have one name', async () => {
    // given 30 authorities with the same name for subject and issuer, signed by one that is not there
    const absent = await makeAuthority({ commonName: 'Twin' })
    const twins = await Promise.all(Array.from({ length: 30 }, () => makeAuthority({ commonName: 'Twin', issuer: absent })))
    const read = readCertificates(Buffer.from(twins.map((twin) => twin.certificatePem).join('')))
    const budget = newVerificationBudget(300)

    const chains = buildChains(read.ok ? read.value.certificates : [], budget)

    expect(new Set(chains.map((chain) => chain.ends))).toEqual(new Set(['link-broken']))
    // 8 tries for each of 30, at 0.15 units for a P-256 key
    expect(300 - budget.unitsLeft).toBeCloseTo(30 * 8 * 0.15)
  })
})

/** The certificate with a signature of any size. */
function certificateWith(signature: Buffer): Buffer {
  const [signed, algorithm] = childrenOf(readElement({ bytes: der, budget: newDerBudget() }))
  if (signed === undefined || algorithm === undefined) throw new TypeError('the certificate is not whole')
  return element(0x30, Buffer.concat([wholeOf(signed), wholeOf(algorithm), element(0x03, signature)]))
}
