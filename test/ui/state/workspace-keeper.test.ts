import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { AppState } from '../../../src-renderer/state/app-state.svelte.ts'
import { WorkspaceKeeper } from '../../../src-renderer/state/workspace-keeper.ts'
import { FakeBridge, done } from '../support/fake-bridge.ts'
import { emptyWorkspace, filledForm } from '../support/samples.ts'

const { samlGiven, oauthGiven } = emptyWorkspace
const nothingElse = { samlTicks: {}, samlGiven, oauthGiven, adviserAnswers: {} }

function bridgeThatSaves() {
  return new FakeBridge({
    'workspace.save': () => done(null),
    'workspace.read': () => done(emptyWorkspace),
    'app.info': () => done({ version: '0.1.0', runtime: 'test', platform: 'other' }),
    'practice.faults': () => done([]),
    'practice.start': () => done({ form: { ...filledForm, host: 'localhost' }, sentence: 'It runs.' })
  })
}

describe('what is kept between two starts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('saves once, 400 ms after the last change', async () => {
    const bridge = bridgeThatSaves()
    const keeper = new WorkspaceKeeper(connectEngine(bridge))

    keeper.keep({ form: filledForm, screen: 'home', site: '', ...nothingElse })
    await vi.advanceTimersByTimeAsync(399)
    keeper.keep({ form: { ...filledForm, host: 'dc2' }, screen: 'directory', site: '', ...nothingElse })
    await vi.advanceTimersByTimeAsync(399)
    const before = bridge.inputsOf('workspace.save')
    await vi.advanceTimersByTimeAsync(1)

    expect(before).toEqual([])
    expect(bridge.inputsOf('workspace.save')).toEqual([
      { form: { ...filledForm, host: 'dc2' }, screen: 'directory', site: '', ...nothingElse }
    ])
  })

  it('saves at once what is waiting when the window closes, and nothing twice', async () => {
    const bridge = bridgeThatSaves()
    const keeper = new WorkspaceKeeper(connectEngine(bridge))

    keeper.keep({ form: filledForm, screen: 'home', site: '', ...nothingElse })
    keeper.flush()
    keeper.flush()
    await vi.advanceTimersByTimeAsync(1000)

    expect(bridge.inputsOf('workspace.save')).toHaveLength(1)
  })

  it('never holds a password', async () => {
    const bridge = bridgeThatSaves()
    const app = new AppState(connectEngine(bridge))
    await app.restore()

    app.directory.form.typePassword('hunter2-service')
    app.directory.form.typePersonPassword('hunter2-person')
    app.directory.form.set('host', 'dc1.corp.example')
    app.go('directory')
    await vi.advanceTimersByTimeAsync(400)

    expect(bridge.inputsOf('workspace.save')).toHaveLength(1)
    expect(JSON.stringify(bridge.inputsOf('workspace.save'))).not.toContain('hunter2')
  })

  it('does not overwrite the last state before that was read', async () => {
    const bridge = bridgeThatSaves()
    const app = new AppState(connectEngine(bridge))

    app.go('directory')
    app.directory.form.set('host', 'early')
    await vi.advanceTimersByTimeAsync(1000)

    expect(bridge.inputsOf('workspace.save')).toEqual([])
  })

  it('keeps the real form while practising, and the home screen instead of practice', async () => {
    const bridge = bridgeThatSaves()
    const app = new AppState(connectEngine(bridge))
    await app.restore()
    app.directory.form.replace(filledForm)

    app.go('practice')
    await vi.advanceTimersByTimeAsync(400)
    await app.practice.begin('')
    await vi.advanceTimersByTimeAsync(400)

    expect(app.directory.form.values.host).toBe('localhost')
    expect(app.screen).toBe('directory')
    expect(bridge.inputsOf('workspace.save')).toEqual([
      { form: filledForm, screen: 'home', site: '', ...nothingElse },
      { form: filledForm, screen: 'directory', site: '', ...nothingElse }
    ])
  })
})
