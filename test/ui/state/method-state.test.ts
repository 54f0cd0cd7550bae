import { describe, expect, it } from 'vitest'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { MethodState } from '../../../src-renderer/state/method-state.svelte.ts'
import { SiteState } from '../../../src-renderer/state/site-state.svelte.ts'
import { FakeBridge, done } from '../support/fake-bridge.ts'
import { adviceFor, methodAnswers } from '../support/method-samples.ts'
import { acme } from '../support/site-samples.ts'

function method() {
  const bridge = new FakeBridge({
    ...methodAnswers,
    'site.list': () => done({ sites: [], keychainProblem: undefined, interruptedRuns: [] })
  })
  const engine = connectEngine(bridge)
  const sites = new SiteState(
    engine,
    () => undefined,
    () => Promise.resolve()
  )
  let changes = 0
  return {
    bridge,
    sites,
    state: new MethodState(
      engine,
      sites,
      () => (changes += 1),
      () => 'identity-1'
    ),
    changes: () => changes
  }
}

describe('the method, as a state', () => {
  it('takes what was said before what was read, and takes it back', async () => {
    const { state, changes } = method()
    await state.adviseAgain()
    const read = state.answerTo('sftp-passwords')

    state.answer('sftp-passwords', 'no')
    const said = { answer: state.answerTo('sftp-passwords'), isAnswered: state.isAnswered('sftp-passwords'), kept: state.toKeep }
    state.takeBack('sftp-passwords')

    expect(read).toBe('yes')
    expect(said).toEqual({ answer: 'no', isAnswered: true, kept: { 'sftp-passwords': 'no' } })
    expect(state.toKeep).toEqual({})
    expect(changes()).toBe(2)
  })

  it('asks for the connected site with the table of identities, and forgets what was read of another', async () => {
    const { state, sites, bridge } = method()
    state.restore({ 'group-filters': 'yes' })
    sites.adopt(acme, false)

    await state.adviseAgain()
    const advice = state.advice
    state.forgetSite()

    expect(bridge.inputsOf('adviser.advise')).toEqual([{ site: acme.site, answers: { 'group-filters': 'yes' }, identityId: 'identity-1' }])
    expect(advice).toEqual(adviceFor({ 'group-filters': 'yes' }))
    expect(state.advice).toBeUndefined()
    expect(state.toKeep).toEqual({ 'group-filters': 'yes' })
  })

  it('asks on a visit once, and again when the site is another one', async () => {
    const { state, sites, bridge } = method()

    state.visit()
    await Promise.resolve()
    state.visit()
    sites.adopt(acme, false)
    state.visit()

    expect(bridge.inputsOf('adviser.advise')).toHaveLength(2)
    expect(bridge.inputsOf('adviser.table')).toHaveLength(1)
  })
})
