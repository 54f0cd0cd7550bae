import { flushSync } from 'svelte'
import { describe, expect, it, vi } from 'vitest'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { OauthGivenState } from '../../../src-renderer/state/oauth-given-state.svelte.ts'
import { emptyOauthForm } from '../../../src-main/core/model/oauth-form.ts'
import { FakeBridge, done } from '../support/fake-bridge.ts'
import { clientId, filledOauth, oauthTest, secret, tenantId } from '../support/oauth-samples.ts'

function given() {
  const bridge = new FakeBridge({ 'oauth.test': () => done(oauthTest()) })
  let changes = 0
  const state = new OauthGivenState(connectEngine(bridge), () => (changes += 1))
  return { bridge, state, changes: () => changes }
}

async function settled(state: OauthGivenState): Promise<void> {
  await vi.waitFor(() => expect(state.test.isRunning).toBe(false))
  flushSync()
}

describe('what Entra ID gave, as a state', () => {
  it('keeps the form as typed and tells so; the secret is never part of it', () => {
    const { state, changes } = given()

    state.type({ tenantId: ' x ' })
    state.typeSecret(secret)

    expect(state.toKeep).toEqual({ ...emptyOauthForm, tenantId: ' x ' })
    expect(changes()).toBe(1)
  })

  it('says nothing about a box before it was left', () => {
    const { state } = given()
    state.restore({ ...filledOauth, tenantId: 'common' })

    const before = state.messageFor('tenantId')
    state.touch('oauth-tenant')
    state.touch('of another form')

    expect(before).toBeUndefined()
    expect(state.messageFor('tenantId')).toMatchObject({ severity: 'error' })
    expect(state.messageFor('clientId')).toBeUndefined()
  })

  it('is stale after a change of form or secret, and not after the secret was cleared', async () => {
    const { state } = given()
    state.restore(filledOauth)
    state.typeSecret(secret)
    state.start()
    await settled(state)

    state.leave()
    const afterLeaving = { isStale: state.isStale, secret: state.secret, isSecretCleared: state.isSecretCleared }
    state.typeSecret('x')

    expect(afterLeaving).toEqual({ isStale: false, secret: '', isSecretCleared: true })
    expect([state.isStale, state.isSecretCleared]).toEqual([true, false])
  })

  it('is not stale after a change of the name, about which nobody was asked, and is after one of anything else', async () => {
    const { state } = given()
    state.restore(filledOauth)
    state.start()
    await settled(state)

    state.type({ displayName: 'Another button' })
    const afterName = state.isStale
    const afterOthers = (
      [{ cloud: 'us-government' }, { tenantId: clientId }, { clientId: tenantId }, { secretEndsOn: '2029-01-01' }] as const
    ).map((change) => {
      state.type(change)
      const { isStale } = state
      state.type(filledOauth)
      return isStale
    })

    expect([afterName, ...afterOthers, state.isStale]).toEqual([false, true, true, true, true, false])
  })

  it('does not ask about a name or a date, so they stand in no test’s way', () => {
    const { state, bridge } = given()
    state.restore({ ...filledOauth, displayName: '', secretEndsOn: '' })

    expect(state.start()).toBeUndefined()
    expect(bridge.inputsOf('oauth.test')).toHaveLength(1)
    expect(state.messageFor('displayName')).toBeUndefined()
    state.touch('oauth-display-name')
    expect(state.messageFor('displayName')).toMatchObject({ severity: 'error' })
  })

  it('does not keep the practice tenant, and keeps what is typed over it', () => {
    const { state } = given()

    state.usePractice({ tenantId, clientId, secretEndsOn: '2028-01-31' })
    const ofPractice = state.toKeep
    state.type({ tenantId: 'corp.example' })

    expect(ofPractice).toEqual(emptyOauthForm)
    expect(state.toKeep).toMatchObject({ tenantId: 'corp.example' })
    expect(state.isPracticeTenant).toBe(false)
  })
})
