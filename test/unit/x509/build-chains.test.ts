import { describe, expect, it } from 'vitest'
import { buildChains, buildServerChain } from '../../../src-main/adapters/x509/build-chains.ts'
import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import type { CertificateFacts, ChainFacts } from '../../../src-main/core/model/certificate.ts'
import { chainPem } from '../../../src-main/core/model/chain-pem.ts'
import {
  issueCertificate,
  makeAuthority,
  type Authority,
  type KeyKind,
  type MadeCertificate
} from '../../../src-main/practice/make-certificates.ts'

const factsOf = (made: MadeCertificate): CertificateFacts => certificateFacts(made.certificateDer)
const namesOf = (chain: ChainFacts): string => chain.certificates.map((certificate) => certificate.subjectCommonName).join(' < ')
const summary = (chains: readonly ChainFacts[]): readonly string[] => chains.map((chain) => `${namesOf(chain)}: ${chain.ends}`)
const verifiedLink = { matchedBy: 'key-identifier', signature: { kind: 'verified' } }

const root = await makeAuthority({ commonName: 'Root' })
const intermediate = await makeAuthority({ commonName: 'Intermediate', issuer: root })
const leaf = await issueCertificate(intermediate, { commonName: 'leaf', names: ['leaf.example'] })

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length < 2 ? [items] : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

describe('buildChains', () => {
  it('finds the order whatever the order of the file is', () => {
    for (const order of permutations([root, intermediate, leaf])) {
      const [chain, ...others] = buildChains(order.map(factsOf))

      expect(chain).toEqual({
        certificates: [leaf, intermediate, root].map(factsOf),
        links: [verifiedLink, verifiedLink],
        ends: 'root-included',
        extra: []
      })
      expect(others).toEqual([])
    }
  })

  it('says that only the root is missing, as servers send it', () => {
    expect(summary(buildChains([intermediate, leaf].map(factsOf)))).toEqual(['leaf < Intermediate: root-missing'])
  })

  it('does not join across a missing intermediate', () => {
    expect(summary(buildChains([root, leaf].map(factsOf)))).toEqual(['Root: root-included', 'leaf: issuer-missing'])
  })

  it('recognises a server that vouches for itself', async () => {
    const server = await issueCertificate('self', { commonName: 'server', names: ['server.example'] })

    expect(summary(buildChains([factsOf(server)]))).toEqual(['server: self-signed-leaf'])
  })

  it('recognises an intermediate of a public authority that is missing', async () => {
    // given a certificate as Let's Encrypt issues them, without the intermediate
    const authority = await makeAuthority({ commonName: 'R99', organisation: "Let's Encrypt", issuer: root })
    const server = await issueCertificate(authority, { commonName: 'server', caIssuersUrl: 'http://r99.i.lencr.org/' })

    expect(summary(buildChains([factsOf(server)]))).toEqual(['server: intermediate-missing'])
  })

  it('does not take a company’s authority of a famous name for a public one', async () => {
    const authority = await makeAuthority({ commonName: 'R99', organisation: "Let's Encrypt", issuer: root })
    const withPrivateAddress = await issueCertificate(authority, { commonName: 'server', caIssuersUrl: 'http://pki.corp.local/ca.crt' })
    const withoutAddress = await issueCertificate(authority, { commonName: 'server' })

    for (const server of [withPrivateAddress, withoutAddress])
      expect(summary(buildChains([factsOf(server)]))).toEqual(['server: issuer-missing'])
  })

  it('keeps unrelated certificates in chains of their own, in the order of the file', async () => {
    const other = await issueCertificate('self', { commonName: 'other' })

    expect(summary(buildChains([leaf, other, root, intermediate].map(factsOf)))).toEqual([
      'leaf < Intermediate < Root: root-included',
      'other: self-signed-leaf'
    ])
  })

  it('gives each of two servers the shared chain', async () => {
    const second = await issueCertificate(intermediate, { commonName: 'second' })

    expect(summary(buildChains([root, second, intermediate, leaf].map(factsOf)))).toEqual([
      'second < Intermediate < Root: root-included',
      'leaf < Intermediate < Root: root-included'
    ])
  })

  it('counts a certificate that comes twice only once', () => {
    expect(summary(buildChains([leaf, intermediate, leaf, intermediate].map(factsOf)))).toEqual(['leaf < Intermediate: root-missing'])
  })

  it('prefers the self-signed form of an authority that is also signed by another', async () => {
    const oldRoot = await makeAuthority({ commonName: 'Old Root' })
    const crossSigned = await makeAuthority({ commonName: 'Root', issuer: oldRoot, keys: root.keys })

    const chains = buildChains([leaf, intermediate, crossSigned, oldRoot, root].map(factsOf))

    expect(summary(chains)).toEqual(['leaf < Intermediate < Root: root-included', 'Root < Old Root: root-included'])
  })

  it('ends with two authorities that signed each other', async () => {
    const first = await makeAuthority({ commonName: 'First', keys: root.keys })
    const second = await makeAuthority({ commonName: 'Second', issuer: first })
    const crossed = await makeAuthority({ commonName: 'First', issuer: second, keys: first.keys })

    expect(summary(buildChains([second, crossed].map(factsOf)))).toEqual(['Second < First: root-missing'])
  })

  it('shows an issuer that has the right name and another key', async () => {
    const impostor = await makeAuthority({ commonName: 'Intermediate', issuer: root })

    const [chain] = buildChains([leaf, impostor, root].map(factsOf))

    expect(chain).toMatchObject({ links: [{ matchedBy: 'name', signature: { kind: 'wrong' } }], ends: 'link-broken' })
  })

  it('chooses by key among authorities of one name', async () => {
    const renewed = await makeAuthority({ commonName: 'Intermediate', issuer: root })

    for (const order of permutations([renewed, intermediate, leaf])) {
      const chain = buildChains(order.map(factsOf)).find((each) => each.certificates[0]?.subjectCommonName === 'leaf')
      expect(chain).toMatchObject({ certificates: [factsOf(leaf), factsOf(intermediate)], links: [verifiedLink] })
    }
  })

  const keys: readonly KeyKind[] = ['rsa-2048', 'rsa-pss-2048', 'ec-p384', 'ed25519']
  it.each(keys.flatMap((rootKey) => keys.map((issuerKey): [KeyKind, KeyKind] => [rootKey, issuerKey])))(
    'verifies %s over %s',
    async (rootKey, issuerKey) => {
      const top: Authority = await makeAuthority({ commonName: 'Top', key: rootKey })
      const middle = await makeAuthority({ commonName: 'Middle', key: issuerKey, issuer: top })
      const server = await issueCertificate(middle, { commonName: 'server' })

      expect(buildChains([middle, server, top].map(factsOf))).toMatchObject([
        { links: [verifiedLink, verifiedLink], ends: 'root-included' }
      ])
    }
  )
})

describe('buildServerChain', () => {
  it('follows the server’s own certificate and names what else it sends', async () => {
    const stray = await makeAuthority({ commonName: 'Stray' })

    const chain = buildServerChain(factsOf(leaf), [stray, root, intermediate].map(factsOf))

    expect(namesOf(chain)).toBe('leaf < Intermediate < Root')
    expect(chain.extra.map((certificate) => certificate.subjectCommonName)).toEqual(['Stray'])
  })
})

describe('chainPem', () => {
  it('writes the chain as one file, leaf first', () => {
    const chain = buildServerChain(factsOf(leaf), [root, intermediate].map(factsOf))

    expect(chainPem(chain)).toBe(leaf.certificatePem + intermediate.certificatePem + root.certificatePem)
  })
})
