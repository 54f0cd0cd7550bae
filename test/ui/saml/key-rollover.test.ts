import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import type { Rollover } from '../../../src-main/core/saml/saml-views.ts'
import { alertText } from '../support/alert-text.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { metadataUrl, openSaml, openSamlAlone, rollover } from '../support/saml-samples.ts'
import { acme } from '../support/site-samples.ts'

const rehearse = () => screen.getByRole('button', { name: 'Rehearse the roll-over' })
const side = (name: string) => within(screen.getByRole('region', { name }))

async function openRollover(more: Answers = {}) {
  const opened = await openSaml(more)
  await opened.user.click(screen.getByRole('tab', { name: 'Key roll-over' }))
  return opened
}

async function rehearsed(more: Answers = {}) {
  const opened = await openRollover(more)
  await opened.user.type(side('The new key').getByRole('textbox', { name: 'Metadata URL' }), metadataUrl)
  await opened.user.click(screen.getByRole('radio', { name: 'By the certificate’s fingerprint' }))
  await opened.user.click(rehearse())
  return opened
}

describe('the rehearsal of a key roll-over', () => {
  it('lays what the site stores and the new key on a time line, the way in force first', async () => {
    const { bridge } = await rehearsed()

    const line = await screen.findByRole('list', { name: 'Time line: Certificate fingerprint' })
    expect(
      within(line)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' '))
    ).toEqual([
      expect.stringMatching(/^Sign-in works The new key is made 1 December 2026|^Sign-in works The new key is made December 1, 2026/),
      'Sign-in breaks Make the new key active Whenever somebody decides it Files.com knows the old one only.',
      expect.stringMatching(/^Not known The old key ends/)
    ])
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent.trim())).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Certificate fingerprint\s+this is how Files\.com was told$/)])
    )
    expect(
      within(screen.getByRole('list', { name: 'Steps: Certificate fingerprint' })).getByText(/administers Microsoft Entra ID/)
    ).toBeTruthy()
    expect(screen.getByRole('list', { name: 'Assumptions: Certificate fingerprint' }).textContent).toContain('within a day')
    expect(bridge.inputsOf('saml.rollover')).toEqual([
      {
        old: { kind: 'provider', site: acme.site, strategyId: 12 },
        next: { kind: 'url', url: metadataUrl, insist: false },
        mode: 'fingerprint'
      }
    ])
  })

  it('shows the other ways on demand, to compare', async () => {
    const { user } = await rehearsed()

    await user.click(await screen.findByRole('button', { name: /^Metadata URL/ }))

    expect(screen.getByRole('list', { name: 'Time line: Metadata URL' })).toBeTruthy()
    expect(screen.getByText(/^Told by url, sign-in would break/)).toBeTruthy()
  })

  it('works without a site, from two documents', async () => {
    const { user, bridge } = await openSamlAlone()
    await user.click(screen.getByRole('tab', { name: 'Key roll-over' }))

    await user.click(side('The old key').getByRole('radio', { name: 'Certificate' }))
    await user.upload(side('The old key').getByLabelText('Choose a signing certificate'), new File([new Uint8Array([1])], 'old.cer'))
    await user.click(side('The new key').getByRole('radio', { name: 'Metadata XML' }))
    await user.click(side('The new key').getByRole('textbox', { name: 'Metadata as text' }))
    await user.paste('<new/>')
    await user.click(rehearse())
    await screen.findByRole('list', { name: 'Time line: Certificate fingerprint' })

    expect(bridge.inputsOf('saml.rollover')).toMatchObject([
      { old: { kind: 'file', name: 'old.cer' }, next: { kind: 'text', text: '<new/>' }, mode: 'url' }
    ])
  })

  it('asks for what is missing, at its control', async () => {
    const { user, bridge } = await openRollover()

    await user.click(rehearse())
    expect(document.activeElement).toBe(side('The new key').getByRole('textbox', { name: 'Metadata URL' }))
    await user.click(side('The old key').getByRole('radio', { name: 'Metadata URL' }))
    await user.click(rehearse())

    expect(document.activeElement).toBe(side('The old key').getByRole('textbox', { name: 'Metadata URL' }))
    expect(bridge.inputsOf('saml.rollover')).toEqual([])
  })

  it('says what is wrong with the keys themselves', async () => {
    await rehearsed({ 'saml.rollover': () => done({ ...rollover, problems: [problem('app.failed', { message: 'the same key twice' })] }) })

    expect(await screen.findByText(/the same key twice/)).toBeTruthy()
  })

  it('says why it could not be made', async () => {
    await rehearsed({
      'saml.rollover': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'no key in it' }) } })
    })

    expect(await alertText()).toContain('no key in it')
  })

  it('says that it is of before when another way is chosen, and is made again', async () => {
    const { user, bridge } = await rehearsed()
    await screen.findByRole('list', { name: 'Time line: Certificate fingerprint' })

    await user.click(screen.getByRole('radio', { name: 'By metadata XML' }))
    await user.click(screen.getByRole('button', { name: 'Rehearse again' }))

    expect(bridge.inputsOf('saml.rollover')).toHaveLength(2)
    expect(screen.queryByText(/^These results are for/)).toBeNull()
  })

  it('can be cancelled', async () => {
    const { user, bridge } = await rehearsed({ 'saml.rollover': () => heldReply<Rollover>().promise })

    await user.click(screen.getByRole('button', { name: 'Cancel' }))

    expect(await screen.findByText('Cancelled. Nothing more is asked.')).toBeTruthy()
    expect(document.activeElement?.tagName).toBe('H1')
    expect(bridge.cancelled).toHaveLength(1)
  })
})
