import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { done } from '../support/fake-bridge.ts'
import { openSite } from '../support/open-site.ts'
import { openWindow } from '../support/open-window.ts'
import { emptyWorkspace } from '../support/samples.ts'
import { acme, handedOffRun, interruptedRun, ldapChange, rememberedAcme, runView } from '../support/site-samples.ts'

const onJournal = { ...emptyWorkspace, screen: 'journal' as const }
const differs = runView({
  runId: 'run-4',
  outcome: 'differs',
  headline: '1 setting differs',
  changes: [
    {
      change: ldapChange(),
      state: 'partly',
      readBack: [{ field: 'ldap_host', label: 'LDAP Host', state: 'differs', planned: 'dc2.example', actual: 'dc3.example' }],
      problem: problem('apply.differs', { what: 'LDAP', fields: 'LDAP Host' })
    }
  ]
})

describe('the journal', () => {
  it('says what will stand there while nothing was applied', async () => {
    await openWindow({}, onJournal)

    expect(await screen.findByText(/Nothing was applied yet/)).toBeTruthy()
  })

  it('lists runs with their outcome as a word, and opens one by keyboard', async () => {
    const { user } = await openWindow({ 'run.list': () => done([runView(), differs]) }, onJournal)

    const line = await screen.findByRole('button', { name: /Differs\s*1 setting differs/ })
    line.focus()
    await user.keyboard('{Enter}')

    expect(line.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByText(/planned/).parentElement?.textContent).toMatch(/dc2\.example.*dc3\.example/s)
    expect(screen.getByText('Files.com holds something else than was sent')).toBeTruthy()
  })

  it('says why it cannot be read', async () => {
    await openWindow(
      {
        'run.list': () => ({
          ok: false,
          error: { kind: 'problem', problem: problem('apply.journal-unreadable', { path: 'journal', reason: 'permission denied' }) }
        })
      },
      onJournal
    )

    expect((await screen.findByRole('alert')).textContent).toContain('permission denied')
  })

  it('saves a receipt, and says where', async () => {
    const { user, bridge } = await openWindow(
      { 'run.list': () => done([runView()]), 'run.save': () => done({ kind: 'saved', path: '/home/anna/receipt.json' }) },
      onJournal
    )

    await user.click(await screen.findByRole('button', { name: /^Proved/ }))
    await user.click(screen.getByRole('button', { name: 'Save the receipt' }))

    expect(await screen.findByText('Receipt saved to /home/anna/receipt.json')).toBeTruthy()
    expect(bridge.inputsOf('run.save')).toEqual([{ runId: 'run-1' }])
  })

  it('saves a document that the web form takes as a file, and says where', async () => {
    const [handOff] = handedOffRun.handOffs
    const field = 'saml_provider_metadata_content'
    const file = { name: 'Entra-ID-metadata.xml', summary: 'XML document, 9 bytes, SHA-256 0f3c' }
    const step = { field, label: 'Metadata XML file', value: '<entity/>', isSecret: false, file, state: 'not-checked' as const }
    const run = { ...handedOffRun, handOffs: handOff === undefined ? [] : [{ ...handOff, steps: [step] }] }
    const { user, bridge } = await openWindow(
      { 'run.list': () => done([run]), 'run.document': () => done({ kind: 'saved', path: '/home/anna/Entra-ID-metadata.xml' }) },
      onJournal
    )

    await user.click(await screen.findByRole('button', { name: /2 settings wait for you/ }))
    await user.click(screen.getByRole('button', { name: 'Save the document' }))

    expect(await screen.findByText('Document saved to /home/anna/Entra-ID-metadata.xml. Choose it in the web form.')).toBeTruthy()
    expect(bridge.inputsOf('run.document')).toEqual([{ runId: run.runId, changeId: handOff?.changeId, field }])
    expect(screen.getByRole('button', { name: 'Copy Metadata XML file' })).toBeTruthy()
  })

  it('leads from a run to the plan that takes it back', async () => {
    const { user, bridge } = await openSite({ 'run.list': () => done([runView()]) })

    await user.click(screen.getByRole('button', { name: 'Journal' }))
    await user.click(await screen.findByRole('button', { name: /^Proved/ }))
    await user.click(screen.getByRole('button', { name: 'Undo' }))

    expect(await screen.findByRole('button', { name: 'Apply 1 change' })).toBeTruthy()
    expect(bridge.inputsOf('plan.make')).toMatchObject([{ source: { kind: 'undo', runId: 'run-1' } }])
  })
})

describe('after a start with an interrupted run', () => {
  const answers = {
    'site.list': () => done({ sites: [rememberedAcme], keychainProblem: undefined, interruptedRuns: [interruptedRun] }),
    'run.list': () => done([interruptedRun]),
    'run.check': () => done({ ...interruptedRun, outcome: 'proved' as const, headline: 'It is in effect', nextStep: '' })
  }

  it('Home says what is known, and finds out the rest without sending anything', async () => {
    const { user, bridge } = await openWindow(answers)
    const banner = await screen.findByRole('region', { name: 'Interrupted runs' })

    expect(banner.textContent).toContain('1 change was being sent')
    await user.click(within(banner).getByRole('button', { name: 'Check what the site holds' }))

    expect(await within(banner).findByText('The interrupted run was checked')).toBeTruthy()
    expect(banner.textContent).toContain('It is in effect')
    expect(bridge.inputsOf('run.check')).toEqual([{ runId: interruptedRun.runId }])
  })

  it('Home leads to the run in the journal, and the rail says that there is something to check', async () => {
    const { user } = await openWindow(answers)

    await user.click(await screen.findByRole('button', { name: 'Open in the journal' }))

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Journal')
    expect((await screen.findByRole('button', { name: /^Interrupted/ })).getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByRole('button', { name: /^Journal/ }).textContent).toContain('to check')
  })

  it('says why the check failed, and keeps what is known', async () => {
    const { user } = await openWindow({
      ...answers,
      'run.check': () => ({ ok: false, error: { kind: 'problem', problem: problem('service.key.missing', { host: acme.site }) } })
    })

    await user.click(await screen.findByRole('button', { name: 'Check what the site holds' }))

    expect((await screen.findByRole('alert')).textContent).toContain('There is no API key for this site')
    expect(screen.getByRole('region', { name: 'Interrupted runs' }).textContent).toContain('1 change was being sent')
  })
})
