import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { problem } from '../../../src-main/core/errors.ts'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { ProfileKeeper } from '../../../src-renderer/state/profile-keeper.svelte.ts'
import { profileToSave } from '../../../src-renderer/state/profile-to-save.ts'
import { FakeBridge, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { acmeProfile } from '../support/site-samples.ts'

function profileNamed(name: string) {
  return profileToSave({ ...acmeProfile.profile, name })
}

function savedNames(bridge: FakeBridge): readonly unknown[] {
  return bridge.inputsOf('profile.save').map((input) => JSON.stringify(input).match(/"name":"([^"]*)"/)?.[1])
}

describe('the profile that is edited', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is saved once, a moment after the last change', async () => {
    const bridge = new FakeBridge({ 'profile.save': () => done(null) })
    const keeper = new ProfileKeeper(connectEngine(bridge))

    keeper.keep({ site: 'acme.files.com', profile: profileNamed('1') })
    await vi.advanceTimersByTimeAsync(399)
    keeper.keep({ site: 'acme.files.com', profile: profileNamed('2') })
    await vi.advanceTimersByTimeAsync(400)

    expect(savedNames(bridge)).toEqual(['2'])
    expect(keeper.isSaved).toBe(true)
  })

  it('is not written down again once its site is being forgotten, and a save on its way ends first', async () => {
    const first = heldReply<null>()
    let saves = 0
    const bridge = new FakeBridge({
      'profile.save': () => {
        saves += 1
        return saves === 1 ? first.promise : done(null)
      }
    })
    const keeper = new ProfileKeeper(connectEngine(bridge))

    keeper.keep({ site: 'acme.files.com', profile: profileNamed('on its way') })
    void keeper.flush()
    await vi.advanceTimersByTimeAsync(0)
    keeper.keep({ site: 'acme.files.com', profile: profileNamed('typed last') })
    let isDropped = false
    const dropped = keeper.drop('acme.files.com').then(() => (isDropped = true))
    await vi.advanceTimersByTimeAsync(1000)
    expect(isDropped).toBe(false)
    first.release(done(null))
    await dropped
    await keeper.flush()
    await vi.advanceTimersByTimeAsync(1000)

    expect(savedNames(bridge)).toEqual(['on its way'])
    expect(keeper.isSaved).toBe(true)
  })

  it('is never overtaken by an older save', async () => {
    const first = heldReply<null>()
    let saves = 0
    const bridge = new FakeBridge({
      'profile.save': () => {
        saves += 1
        return saves === 1 ? first.promise : done(null)
      }
    })
    const keeper = new ProfileKeeper(connectEngine(bridge))

    keeper.keep({ site: 'acme.files.com', profile: profileNamed('old') })
    void keeper.flush()
    await vi.advanceTimersByTimeAsync(0)
    keeper.keep({ site: 'acme.files.com', profile: profileNamed('new') })
    const flushed = keeper.flush()
    await vi.advanceTimersByTimeAsync(1000)
    const whileHeld = savedNames(bridge)
    first.release(done(null))

    expect(await flushed).toBe(true)
    expect([whileHeld, savedNames(bridge)]).toEqual([['old'], ['old', 'new']])
  })

  it('that could not be saved is kept, says why, and is saved with the next change, of another site too', async () => {
    let isFull = true
    const full = problem('app.file-not-written', { path: 'acme.json', reason: 'the disk is full' })
    const bridge = new FakeBridge({
      'profile.save': () => (isFull ? { ok: false, error: { kind: 'problem', problem: full } } : done(null))
    })
    const keeper = new ProfileKeeper(connectEngine(bridge))

    keeper.keep({ site: 'acme.files.com', profile: profileNamed('acme') })
    const first = [await keeper.flush(), keeper.problem?.code, keeper.isSaved]
    isFull = false
    keeper.keep({ site: 'beta.files.com', profile: profileNamed('beta') })

    expect(first).toEqual([false, 'app.file-not-written', false])
    expect([await keeper.flush(), keeper.problem, keeper.isSaved]).toEqual([true, undefined, true])
    expect(savedNames(bridge)).toEqual(['acme', 'acme', 'beta'])
  })
})
