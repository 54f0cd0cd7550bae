import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { CertificateView, Comparison } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { certificateCard } from '../support/certificate-samples.ts'
import { done, type Answers } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace } from '../support/samples.ts'

const workspace = { ...emptyWorkspace, screen: 'certificates' as const }
const leafFingerprint = 'ab'.repeat(32)
const rootFingerprint = 'cd'.repeat(32)

const leaf = certificateCard('dc1.corp.example', 'server', leafFingerprint)
const root = certificateCard('Corp Root', 'root', rootFingerprint)
const view: CertificateView = {
  source: 'dc1.corp.example port 636, LDAPS',
  chains: [
    {
      chain: {
        certificates: [leaf.facts, root.facts],
        links: [{ matchedBy: 'key-identifier', signature: { kind: 'verified' } }],
        ends: 'root-included',
        extra: []
      },
      certificates: [leaf, root],
      trustedHere: {
        kind: 'not-trusted',
        reason: 'unknown-authority',
        at: 'Corp Root',
        sentence: 'This computer does not know Corp Root.'
      },
      trustedPublicly: { kind: 'not-trusted', reason: 'unknown-authority', at: 'Corp Root', sentence: 'No public list has Corp Root.' },
      endsSentence: 'The root was sent along.',
      pem: 'PEM of the chain'
    }
  ],
  server: {
    version: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    versions: [{ version: 'TLSv1.2', accepted: true }],
    trustedHere: { kind: 'trusted', list: 'this computer' },
    trustedPublicly: { kind: 'trusted', list: 'public' },
    nameSentence: 'The certificate names dc1.corp.example.',
    nameMatches: true
  }
}

/** Bytes of jsdom and bytes of Node are arrays of two worlds, which no comparison of theirs calls equal. */
function asJson(inputs: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(inputs))
}

async function look(answers: Answers = {}) {
  const opened = await openWindow({ 'certificate.read': () => done(view), ...answers }, workspace)
  await opened.user.click(screen.getByRole('radio', { name: 'A server' }))
  await opened.user.type(screen.getByRole('textbox', { name: 'Server and port' }), 'dc1.corp.example:636{Enter}')
  await screen.findByRole('heading', { name: view.source })
  return opened
}

describe('where the certificate comes from', () => {
  it('may be a file, which is read as soon as it is chosen', async () => {
    const { user, bridge } = await openWindow({ 'certificate.read': () => done(view) }, workspace)

    await user.upload(screen.getByLabelText('Choose a certificate file'), new File([new Uint8Array([1, 2, 3])], 'dc1.cer'))

    expect(await screen.findByRole('heading', { name: view.source })).toBeTruthy()
    expect(asJson(bridge.inputsOf('certificate.read'))).toEqual([{ kind: 'file', name: 'dc1.cer', bytes: { 0: 1, 1: 2, 2: 3 } }])
  })

  it('may be pasted text', async () => {
    const { user, bridge } = await openWindow({ 'certificate.read': () => done(view) }, workspace)

    await user.click(screen.getByRole('radio', { name: 'Pasted text' }))
    await user.click(screen.getByRole('textbox', { name: 'Certificate as text' }))
    await user.paste('-----BEGIN CERTIFICATE-----')
    await user.click(screen.getByRole('button', { name: 'Read the text' }))

    expect(bridge.inputsOf('certificate.read')).toEqual([{ kind: 'text', text: '-----BEGIN CERTIFICATE-----' }])
  })

  it('may be a server, with StartTLS and the name to ask for', async () => {
    const { user, bridge } = await openWindow({ 'certificate.read': () => done(view) }, workspace)

    await user.click(screen.getByRole('radio', { name: 'A server' }))
    await user.type(screen.getByRole('textbox', { name: 'Name to ask for' }), 'ldap.corp.example')
    await user.click(screen.getByRole('checkbox', { name: /StartTLS/ }))
    await user.type(screen.getByRole('textbox', { name: 'Server and port' }), '10.0.0.5:389')
    await user.click(screen.getByRole('button', { name: 'Look at the server' }))

    expect(bridge.inputsOf('certificate.read')).toEqual([
      { kind: 'server', address: '10.0.0.5:389', startTls: true, serverName: 'ldap.corp.example' }
    ])
  })

  it('asks for what is missing, at the field, and sends nothing', async () => {
    const { user, bridge } = await openWindow({}, workspace)

    await user.click(screen.getByRole('radio', { name: 'A server' }))
    await user.click(screen.getByRole('button', { name: 'Look at the server' }))

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Server and port' }))
    expect(screen.getByRole('alert').textContent).toContain('Enter the server and its port')
    expect(bridge.inputsOf('certificate.read')).toEqual([])
  })

  it('may take long, and can be cancelled', async () => {
    const { user, bridge } = await openWindow({ 'certificate.read': () => heldReply<CertificateView>().promise }, workspace)

    await user.click(screen.getByRole('radio', { name: 'A server' }))
    await user.type(screen.getByRole('textbox', { name: 'Server and port' }), 'silent:636{Enter}')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect(bridge.cancelled).toHaveLength(1)
    expect(screen.getByText(/^Cancelled/)).toBeTruthy()
  })

  it('is shown with the problem when nothing could be read', async () => {
    const { user } = await openWindow(
      {
        'certificate.read': () => ({
          ok: false,
          error: { kind: 'problem', problem: problem('app.file-not-written', { path: 'x', reason: 'it is empty' }) }
        })
      },
      workspace
    )

    await user.upload(screen.getByLabelText('Choose a certificate file'), new File([], 'x.cer'))

    expect((await screen.findByRole('alert')).textContent).toContain('it is empty')
  })
})

describe('a chain', () => {
  it('is drawn leaf first, with the sentences of both verdicts and of its end', async () => {
    await look()

    const chain = screen.getByRole('region', { name: 'Chain' })
    expect(
      within(chain)
        .getAllByRole('article')
        .map((article) => within(article).getAllByRole('button')[0]?.textContent.trim())
    ).toEqual([
      expect.stringMatching(/dc1\.corp\.example\s*Server certificate\s*Valid until/),
      expect.stringMatching(/Corp Root\s*Root authority\s*Valid until/)
    ])
    for (const sentence of [
      'This computer does not know Corp Root.',
      'No public list has Corp Root.',
      'The root was sent along.',
      'signed by',
      'Signed over SHA-1'
    ])
      expect(chain.textContent).toContain(sentence)
    expect(screen.getByText('The certificate names dc1.corp.example.')).toBeTruthy()
  })

  it('opens the certificate one asked about, and the others on demand', async () => {
    const { user } = await look()

    const closed = screen.queryByText('serial of Corp Root')
    await user.click(screen.getByRole('button', { name: /Corp Root/ }))

    expect(screen.getByText('serial of dc1.corp.example')).toBeTruthy()
    expect(closed).toBeNull()
    expect(screen.getByText('serial of Corp Root')).toBeTruthy()
  })

  it('gives the fingerprint to the clipboard', async () => {
    const { user } = await look()

    await user.click(screen.getByRole('button', { name: 'Copy fingerprint: With colons' }))

    expect(await navigator.clipboard.readText()).toBe('colons of dc1.corp.example')
    expect(await screen.findByText('Copied')).toBeTruthy()
  })

  it('is saved as PEM', async () => {
    const { user, bridge } = await look({ 'certificate.save': () => done({ kind: 'saved', path: 'chain.pem' }) })

    await user.click(screen.getByRole('button', { name: 'Save chain as PEM' }))

    expect(await screen.findByText('Saved to chain.pem')).toBeTruthy()
    expect(bridge.inputsOf('certificate.save')).toEqual([{ suggestedName: 'dc1.corp.example-chain.pem', pem: 'PEM of the chain' }])
  })
})

describe('a comparison', () => {
  const different: Comparison = {
    same: false,
    sentence: 'The keys differ.',
    differences: [{ label: 'Key', first: 'RSA', second: 'EC' }]
  }

  it('holds the chosen certificate against a fingerprint', async () => {
    const { user, bridge } = await look({ 'certificate.compare': () => done(different) })

    await user.selectOptions(screen.getByRole('combobox', { name: 'Certificate' }), 'Corp Root')
    await user.type(screen.getByRole('textbox', { name: 'Fingerprint you were given' }), 'AB:CD{Enter}')

    expect(await screen.findByText('Not the same.')).toBeTruthy()
    expect(screen.getByRole('row', { name: 'Key RSA EC' })).toBeTruthy()
    expect(bridge.inputsOf('certificate.compare')).toEqual([
      { fingerprintSha256: rootFingerprint, other: { kind: 'fingerprint', text: 'AB:CD' } }
    ])
  })

  it('takes a whole certificate in the same box, or a second file', async () => {
    const { user, bridge } = await look({ 'certificate.compare': () => done({ same: true, sentence: 'Equal.', differences: [] }) })

    await user.click(screen.getByRole('textbox', { name: 'Fingerprint you were given' }))
    await user.paste('-----BEGIN CERTIFICATE-----')
    await user.click(screen.getByRole('button', { name: 'Compare' }))
    await user.upload(screen.getByLabelText('Compare with a file'), new File([new Uint8Array([9])], 'other.cer'))
    await screen.findByText('The same.')

    expect(asJson(bridge.inputsOf('certificate.compare'))).toEqual([
      { fingerprintSha256: leafFingerprint, other: { kind: 'text', text: '-----BEGIN CERTIFICATE-----' } },
      { fingerprintSha256: leafFingerprint, other: { kind: 'file', name: 'other.cer', bytes: { 0: 9 } } }
    ])
  })

  it('shows why a SHA-1 thumbprint is refused', async () => {
    const { user } = await look({
      'certificate.compare': () => ({
        ok: false,
        error: { kind: 'problem', problem: problem('certificate.fingerprint.sha1', { digits: 40 }) }
      })
    })

    await user.type(screen.getByRole('textbox', { name: 'Fingerprint you were given' }), 'aa{Enter}')

    expect((await screen.findByRole('alert')).textContent).toContain('This is a SHA-1 thumbprint')
  })
})
