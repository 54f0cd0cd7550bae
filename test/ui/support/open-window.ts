import { render, screen } from '@testing-library/svelte'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { Workspace } from '../../../src-main/contract/schemas.ts'
import App from '../../../src-renderer/App.svelte'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { type Answers, FakeBridge, done } from './fake-bridge.ts'
import { usualPreviewSettings } from './preview-samples.ts'
import { emptyWorkspace } from './samples.ts'

export interface OpenWindow {
  readonly bridge: FakeBridge
  readonly user: UserEvent
}

/** The whole window over a bridge that answers as given; ready when its first screen stands. */
export async function openWindow(answers: Answers = {}, workspace: Workspace = emptyWorkspace): Promise<OpenWindow> {
  const bridge = new FakeBridge({
    'app.info': () => done({ version: '0.1.0', runtime: 'test', platform: 'other' }),
    'workspace.read': () => done(workspace),
    'workspace.save': () => done(null),
    'site.list': () => done({ sites: [], keychainProblem: undefined, interruptedRuns: [] }),
    'run.list': () => done([]),
    'preview.settings': () => done(usualPreviewSettings),
    'preview.runs': () => done([]),
    ...answers
  })
  const user = userEvent.setup()
  render(App, { props: { engine: connectEngine(bridge) } })
  await screen.findByRole('heading', { level: 1 })
  return { bridge, user }
}
