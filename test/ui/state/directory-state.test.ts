import { describe, expect, it } from 'vitest'
import type { CheckedDirectory } from '../../../src-main/contract/views.ts'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { DirectoryState } from '../../../src-renderer/state/directory-state.svelte.ts'
import { FakeBridge, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { checkedDirectory, eventsOf, filledForm, resultOf } from '../support/samples.ts'

const results = [resultOf('pass'), resultOf('fail')]

function directoryThatAnswers() {
  const reply = heldReply<CheckedDirectory>()
  const bridge = new FakeBridge({
    'directory.check': (_input, emit) => {
      for (const event of eventsOf(results)) emit(event)
      return reply.promise
    },
    'directory.suggest': () => done({ suggestions: [], evidence: [], summary: 'Nothing.' })
  })
  const directory = new DirectoryState(connectEngine(bridge))
  directory.form.replace(filledForm)
  return { bridge, directory, reply }
}

describe('DirectoryState', () => {
  it('does not begin a check while a field is wrong, and names the field', () => {
    const { directory, bridge } = directoryThatAnswers()
    directory.form.set('baseDn', 'corp.example')

    expect(directory.startCheck()).toBe('baseDn')
    expect(bridge.calls).toEqual([])
  })

  it('checks the form with the typed password, and folds the settings away', () => {
    const { directory, bridge } = directoryThatAnswers()
    directory.form.typePassword('secret')

    expect(directory.startCheck()).toBeUndefined()

    expect(bridge.inputsOf('directory.check')).toEqual([
      { form: filledForm, password: { kind: 'typed', value: 'secret' }, personPassword: '' }
    ])
    expect(directory.areSettingsOpen).toBe(false)
  })

  it('says that results are stale once the form or the password was changed', async () => {
    const { directory, reply } = directoryThatAnswers()
    directory.startCheck()
    reply.release(done(checkedDirectory(results)))
    await expect.poll(() => directory.check.state.status).toBe('done')

    const fresh = directory.isStale
    directory.form.typePassword('another')
    const afterPassword = directory.isStale
    directory.startCheck()
    directory.form.set('port', '3269')

    expect([fresh, afterPassword, directory.isStale]).toEqual([false, true, true])
  })

  it('keeps the rungs that were seen when the check is cancelled, and offers no report', () => {
    const { directory } = directoryThatAnswers()
    directory.startCheck()

    directory.cancelCheck()

    expect(directory.check.state.status).toBe('cancelled')
    expect(directory.ladder.finished).toBe(2)
    expect(directory.reportExport.isOffered).toBe(false)
  })

  it('tries a person once for each time their password is typed', () => {
    const { directory, bridge } = directoryThatAnswers()
    directory.form.set('person', 'ada')
    directory.form.typePersonPassword('her-own')

    directory.startCheck()
    directory.startCheck()

    expect(bridge.inputsOf('directory.check')).toMatchObject([
      { form: { person: 'ada' }, personPassword: 'her-own' },
      // The person is explained again, and not signed in.
      { form: { person: 'ada' }, personPassword: '' }
    ])
    expect(directory.form.personPassword).toBe('')
  })

  it('needs only the host to look for suggestions', () => {
    const { directory, bridge } = directoryThatAnswers()
    directory.form.set('baseDn', '')
    directory.form.set('username', '')

    expect(directory.startSuggest()).toBeUndefined()
    expect(bridge.inputsOf('directory.suggest')).toHaveLength(1)

    directory.form.set('host', '')
    expect(directory.startSuggest()).toBe('host')
  })

  it('practises with the practice password, and gives the own form back afterwards', () => {
    const { directory, bridge } = directoryThatAnswers()
    const practice = { form: { ...filledForm, host: 'localhost' }, sentence: 'It runs.' }

    directory.enterPractice(practice)
    directory.startCheck()
    const asked = bridge.inputsOf('directory.check')
    directory.enterPractice({ ...practice, form: { ...practice.form, port: '1389' } })
    directory.leavePractice()

    expect(asked).toEqual([{ form: practice.form, password: { kind: 'practice' }, personPassword: '' }])
    expect(directory.form.values).toEqual(filledForm)
    expect(directory.form.password).toEqual({ kind: 'typed', value: '' })
    expect(directory.practice).toBeUndefined()
    expect(directory.check.state.status).toBe('idle')
  })
})
