import { screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ApplyAnswer, RunView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { done, type Answers } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { openPlan } from '../support/open-site.ts'
import { supportDialogs } from '../support/show-modal.ts'
import {
  acme,
  digestOf,
  doneReceipt,
  handedOffRun,
  hostChange,
  interruptedRun,
  ldapChange,
  passwordChange,
  planView,
  runView
} from '../support/site-samples.ts'

beforeAll(supportDialogs)

const second = { ...ldapChange(), id: 'user:34', resource: 'user' as const, targetId: 34, title: 'User anna.smith' }
const lost = problem('service.network.reset', { host: acme.site })

async function apply(answers: Answers) {
  const opened = await openPlan(answers)
  await opened.user.click(screen.getByRole('button', { name: /^(Apply|Hand off)/ }))
  return opened
}

function texts(name: string): readonly string[] {
  return within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
}

describe('what the screen shows can never change the plan', () => {
  it('sends the digest and names only, whatever stands on the screen', async () => {
    const { bridge } = await apply({ 'plan.apply': () => done({ kind: 'ran', run: runView() }) })

    expect(bridge.inputsOf('plan.apply')).toEqual([
      { site: acme.site, source: { kind: 'profile' }, digest: digestOf('a'), ldapPassword: '', approval: '', leaveRecord: false }
    ])
  })

  it('sends the wish for a change record, and nothing of the plan', async () => {
    const { user, bridge } = await openPlan({ 'plan.apply': () => done({ kind: 'ran', run: runView() }) })

    await user.click(screen.getByRole('checkbox', { name: /change record/ }))
    await user.click(screen.getByRole('button', { name: 'Apply 1 change' }))

    expect(bridge.inputsOf('plan.apply')).toMatchObject([{ leaveRecord: true }])
    expect(JSON.stringify(bridge.inputsOf('plan.apply'))).not.toContain('dc2.corp.example')
  })
})

describe('applying', () => {
  it('shows each change as it is sent and read back, with words, and tells it', async () => {
    await apply({
      'plan.make': () => done(planView({ changes: [ldapChange(), second] })),
      'plan.apply': (_input, emit) => {
        emit({ type: 'planned-again', changes: [ldapChange(), second], runId: 'run-1' })
        emit({ type: 'sending', changeId: 'site-ldap' })
        emit({ type: 'finished', receipt: doneReceipt() })
        emit({ type: 'reading-back', changeId: 'user:34' })
        return heldReply<ApplyAnswer>().promise
      }
    })

    expect(texts('Changes')).toEqual(['LDAP settings of acme.files.com 1 setting Verified', 'User anna.smith 1 setting Being read back'])
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('User anna.smith: being read back')
    expect(document.activeElement?.textContent).toBe('Applying')
    expect(screen.getByRole('button', { name: /^Set up/ }).textContent).toContain('applying')
  })

  it('tells a change that failed at once', async () => {
    await apply({
      'plan.apply': (_input, emit) => {
        emit({ type: 'finished', receipt: { change: ldapChange(), state: 'not-done', readBack: [], problem: lost } })
        return heldReply<ApplyAnswer>().promise
      }
    })

    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContainEqual(expect.stringContaining('Not done'))
  })

  it('reports what was read back, field by field, and never calls a password verified', async () => {
    await apply({
      'plan.make': () =>
        done(planView({ changes: [ldapChange([hostChange, passwordChange])] }, { secretFields: [], hasLdapPassword: true })),
      'plan.apply': () =>
        done({
          kind: 'ran',
          run: runView({
            changes: [doneReceipt(ldapChange([hostChange, passwordChange]))],
            cannotUndo: [{ title: 'LDAP settings', label: 'LDAP Password', reason: 'nobody knows the old one' }]
          })
        })
    })

    const rows = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
    expect(rows).toContain('LDAP Host dc2.corp.example Verified')
    expect(rows).toContain('LDAP Password Accepted, cannot be read back')
    expect(rows).toContain('LDAP Password (LDAP settings): nobody knows the old one')
    expect(document.activeElement?.textContent).toBe('1 setting changed and read back')
  })

  it('stops after the change under way, and waits to hear how that ended', async () => {
    const held = heldReply<ApplyAnswer>()
    const { user, bridge } = await apply({ 'plan.apply': () => held.promise })

    await user.click(screen.getByRole('button', { name: 'Stop after this change' }))
    const stopping = screen.getByRole('heading', { name: 'Stopping' })
    held.release(done({ kind: 'ran', run: runView({ outcome: 'stopped', headline: '1 of 2 changes is in effect' }) }))

    expect(stopping).toBeTruthy()
    expect(bridge.cancelled).toHaveLength(1)
    expect(await screen.findByRole('heading', { name: '1 of 2 changes is in effect' })).toBeTruthy()
  })

  it('shows what the journal knows when the answer is lost', async () => {
    await apply({
      'plan.apply': (_input, emit) => {
        emit({ type: 'planned-again', changes: [ldapChange()], runId: interruptedRun.runId })
        return { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'the process broke' }) } }
      },
      'run.list': () => done([interruptedRun])
    })

    expect(await screen.findByRole('heading', { level: 2, name: '1 change was being sent' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Check what the site holds' })).toBeTruthy()
  })

  it('does not say that nothing was sent before the journal was read', async () => {
    const journal = heldReply<readonly RunView[]>()
    await apply({
      'plan.apply': (_input, emit) => {
        emit({ type: 'planned-again', changes: [ldapChange()], runId: 'run-7' })
        return { ok: false, error: { kind: 'cancelled' } }
      },
      'run.list': () => journal.promise
    })

    await screen.findByText('Reading the journal')
    const before = screen.queryByText(/nothing was sent/)
    journal.release(done([]))

    expect(before).toBeNull()
    expect(await screen.findByText(/nothing was sent/)).toBeTruthy()
  })

  it('cannot be pressed twice for one plan', async () => {
    const { user } = await apply({ 'plan.apply': () => done({ kind: 'ran', run: runView() }) })
    await screen.findByRole('heading', { name: '1 setting changed and read back' })

    await user.click(screen.getByRole('button', { name: /2\. Plan/ }))

    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Apply 1 change' }).disabled).toBe(true)
  })

  it('leaves the site as it was read, and says that it is older than the plan', async () => {
    const { user } = await apply({ 'plan.apply': () => done({ kind: 'ran', run: runView() }) })
    await screen.findByRole('heading', { name: '1 setting changed and read back' })

    await user.click(screen.getByRole('button', { name: /^Site:/ }))

    expect(screen.getByText(/A plan was applied after this was read/)).toBeTruthy()
  })
})

describe('a plan that is no longer true', () => {
  it('sends nothing, and shows the new plan with what is different', async () => {
    const changed = { ...hostChange, before: 'dc7.corp.example' }
    const { user, bridge } = await apply({
      'plan.apply': () =>
        done({
          kind: 'stopped',
          problem: problem('plan.stale', { planned: digestOf('a'), now: digestOf('b') }),
          plan: planView({ digest: digestOf('b'), changes: [ldapChange([changed])] })
        })
    })

    const stopped = (await screen.findAllByRole('alert')).map(({ textContent }) => textContent).join()
    await user.click(screen.getByRole('button', { name: 'Look at the plan as it is now' }))

    expect(stopped).toContain('Nothing was sent')
    expect(screen.getByText(/the site holds “dc7\.corp\.example” now, and held “dc1\.corp\.example” before/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Apply 1 change' }))
    expect(bridge.inputsOf('plan.apply')).toMatchObject([{ digest: digestOf('a') }, { digest: digestOf('b') }])
  })
})

describe('a hand-off', () => {
  const arrived = {
    ...handedOffRun,
    handOffs: handedOffRun.handOffs.map((handOff) => ({
      ...handOff,
      steps: handOff.steps.map((step) => (step.isSecret ? step : { ...step, state: 'verified' as const }))
    }))
  }

  it('gives the values in the order of the form, each to copy and to tick, and none of a password', async () => {
    const { user } = await apply({ 'plan.apply': () => done({ kind: 'ran', run: handedOffRun }) })
    await screen.findByRole('heading', { name: /^Enter by hand/ })

    await user.click(screen.getByRole('checkbox', { name: 'Entered: LDAP Host' }))

    expect(screen.getByRole('button', { name: 'Copy LDAP Host' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Copy LDAP Password' })).toBeNull()
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Entered: LDAP Host' }).checked).toBe(true)
    expect(screen.getByText('0 of 2 have arrived.')).toBeTruthy()
  })

  it('shows of a document what it is, and copies all of it', async () => {
    const document = {
      field: 'saml_provider_metadata_content',
      label: 'Metadata XML file',
      value: '<EntityDescriptor/>',
      isSecret: false,
      file: { name: 'metadata.xml', summary: 'XML document, 19 bytes' },
      state: 'not-checked' as const
    }
    const run = { ...handedOffRun, handOffs: handedOffRun.handOffs.map((handOff) => ({ ...handOff, steps: [document] })) }
    await apply({ 'plan.apply': () => done({ kind: 'ran', run }) })

    expect(await screen.findByText(/^XML document, 19 bytes\. The web form takes it as a file/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy Metadata XML file' })).toBeTruthy()
    expect(screen.queryByText('<EntityDescriptor/>')).toBeNull()
  })

  it('opens the page, and turns each field green as it arrives', async () => {
    const { user, bridge } = await apply({
      'plan.apply': () => done({ kind: 'ran', run: handedOffRun }),
      'run.check': () => done(arrived),
      'link.open': () => done(null)
    })
    await screen.findByRole('heading', { name: /^Enter by hand/ })

    await user.click(screen.getByRole('button', { name: 'Open the page' }))
    await user.click(screen.getByRole('button', { name: 'Check again' }))

    expect(await screen.findByText('1 of 2 have arrived.')).toBeTruthy()
    expect(screen.getByText('Verified')).toBeTruthy()
    expect(bridge.inputsOf('link.open')).toEqual([{ site: acme.site, page: 'sso' }])
    expect(bridge.inputsOf('run.check')).toEqual([{ runId: handedOffRun.runId }])
  })
})

describe('undo', () => {
  it('goes through the same plan, made from the run', async () => {
    const { user, bridge } = await apply({ 'plan.apply': () => done({ kind: 'ran', run: runView() }) })

    await user.click(await screen.findByRole('button', { name: 'Undo' }))

    await waitFor(() =>
      expect(bridge.inputsOf('plan.make').at(-1)).toEqual({
        site: acme.site,
        source: { kind: 'undo', runId: 'run-1' },
        ldapPassword: '',
        keepPassword: false
      })
    )
    expect(await screen.findByRole('button', { name: 'Apply 1 change' })).toBeTruthy()
  })
})
