import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalizationOf } from '../../../src-main/adapters/xml/canonicalization-method.ts'
import { canonicalize } from '../../../src-main/adapters/xml/canonicalize.ts'
import { readXml } from '../../../src-main/adapters/xml/read-xml.ts'
import { readSignatureParts } from '../../../src-main/adapters/xml/signature-parts.ts'
import { verifySignatures, type VerifiedSignature } from '../../../src-main/adapters/xml/verify-signatures.ts'
import type { TrustedKey } from '../../../src-main/core/saml/saml-source.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { signTemplate } from '../../support/saml/sign-template.ts'
import { transform, uris } from '../../support/saml/signature-template.ts'
import { assertionTemplate, readCertificate, responseXml, trusted, verified } from '../../support/saml/signed-samples.ts'

const RUNS = 1500

interface Sample {
  readonly name: string
  readonly xml: string
  readonly keys: readonly TrustedKey[]
  readonly original: readonly string[]
}

const samples: Sample[] = []

beforeAll(async () => {
  const [rsa, ec] = await Promise.all([makeSigningKey(), makeSigningKey({ kind: 'ec' })])
  const sample = (name: string, key: SigningKey, transforms: string, canonicalization: string): Sample => {
    const xml = signTemplate(responseXml({ inAssertion: assertionTemplate(key, { transforms, canonicalization }) }), key)
    const [found] = verified(xml, trusted(key))
    if (found?.facts.verdict.kind !== 'valid') throw new Error(`${name} is not valid from the beginning`)
    return { name, xml, keys: trusted(key), original: signedTexts(found) }
  }
  samples.push(
    sample('RSA', rsa, transform(uris.enveloped) + transform(uris.exclusive), uris.exclusive),
    sample('ECDSA, inclusive', ec, transform(uris.enveloped), uris.inclusive)
  )
})

/** All that a signature is about: what it covers, what it says about that, and its value. */
function signedTexts({ signature, signedXml }: VerifiedSignature): readonly string[] {
  const parts = readSignatureParts(signature)
  const how = canonicalizationOf(parts.canonicalization)
  if (parts.signedInfo === undefined || how === undefined || signedXml === undefined) throw new Error('Not a valid signature')
  return [signedXml, canonicalize(parts.signedInfo, how), parts.signatureValue]
}

/** Whatever is taken for valid is canonically what was signed; the rest is refused in one way or another. */
function expectFound(sample: Sample, changed: string | Uint8Array): 'refused' | 'same' {
  const read = readXml(changed)
  if (!read.ok) return 'refused'
  const valid = verifySignatures(read.value, sample.keys, readCertificate).filter(({ facts }) => facts.verdict.kind === 'valid')
  for (const found of valid) expect(signedTexts(found)).toEqual(sample.original)
  return valid.length === 0 ? 'refused' : 'same'
}

describe.each([0, 1])('a signed response (%i)', (which) => {
  const sample = () => {
    const found = samples[which]
    if (found === undefined) throw new Error('No such sample')
    return found
  }

  it('is never valid with another bit anywhere, unless that changes nothing of what is signed', () => {
    const outcomes = { refused: 0, same: 0 }
    fc.assert(
      fc.property(fc.nat(), fc.nat(7), (place, bit) => {
        const bytes = Buffer.from(sample().xml)
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        outcomes[expectFound(sample(), bytes)] += 1
      }),
      { numRuns: RUNS }
    )
    // the certificate and what stands around the signed part may differ
    expect(outcomes.refused).toBeGreaterThan(RUNS / 4)
    expect(outcomes.same).toBeGreaterThan(0)
  })

  it('is never valid with any single bit of the value that is signed changed', () => {
    const { xml } = sample()
    for (const value of ['ann@example.com', 'urn:x', 'https://idp.test/ü &amp; more', '_a" Version="2.0']) {
      const start = Buffer.byteLength(xml.slice(0, xml.indexOf(value)))
      for (let at = start; at < start + Buffer.byteLength(value); at += 1)
        for (let bit = 0; bit < 8; bit += 1) {
          const bytes = Buffer.from(xml)
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
          expect([value, at, bit, expectFound(sample(), bytes)]).toEqual([value, at, bit, 'refused'])
        }
    }
  })

  it('is never valid with another character, one more or one less, unless that changes nothing of what is signed', () => {
    const characters = fc.constantFrom(
      ' ',
      '\n',
      '\t',
      '\r',
      'A',
      '=',
      '<',
      '>',
      '&',
      '"',
      "'",
      '/',
      '#',
      '\u00e9',
      '\u0301',
      '&#10;',
      '<!---->',
      '&#97;',
      '<x/>'
    )
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 1), fc.option(characters, { nil: '' }), (place, removed, added) => {
        const { xml } = sample()
        const at = place % xml.length
        expectFound(sample(), xml.slice(0, at) + added + xml.slice(at + removed))
      }),
      { numRuns: RUNS }
    )
  })

  it('is never valid for another text when parts of it are moved, doubled or left out', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (from, to, target) => {
        // given pieces that begin and end at tags, so that much of it stays XML
        const pieces = sample().xml.split(/(?=<)/)
        const [start, end] = [from % pieces.length, to % pieces.length].sort((a, b) => a - b)
        const moved = pieces.slice(start, end)
        const at = target % pieces.length
        expectFound(sample(), [...pieces.slice(0, at), ...moved, ...pieces.slice(at)].join(''))
        expectFound(sample(), [...pieces.slice(0, start), ...pieces.slice(end)].join(''))
      }),
      { numRuns: RUNS }
    )
  })

  it('stays valid where only the writing differs', () => {
    const { xml, original } = sample()
    const rewritten = xml
      .replace('ID="_a" Version="2.0"', `Version='2.0'\n  ID = "&#95;a"`)
      .replace('ann@example.com', '<![CDATA[ann]]>&#64;example.com')
      .replace(/\n/g, '\r\n')

    const [found] = verified(rewritten, sample().keys)
    expect(found === undefined ? [] : signedTexts(found)).toEqual(original)
  })
})
