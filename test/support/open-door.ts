import { join } from 'node:path'
import { createAdapters } from '../../src-main/adapters/create-adapters.ts'
import { createStorage } from '../../src-main/adapters/create-storage.ts'
import { createFilesService } from '../../src-main/adapters/files-api/create-files-service.ts'
import { createHelp } from '../../src-main/adapters/help/create-help.ts'
import { createLog } from '../../src-main/adapters/log/create-log.ts'
import { createWorkspace } from '../../src-main/adapters/store/create-workspace.ts'
import { answerOperation, type RunningOperations } from '../../src-main/app/answer-operation.ts'
import { createApp } from '../../src-main/app/create-app.ts'
import type { OperationInput, OperationName, OperationOutput, Reply } from '../../src-main/contract/operations.ts'
import { succeed } from '../../src-main/core/result.ts'
import { createPractice } from '../../src-main/practice/create-practice.ts'
import { memoryKeychain } from './memory-keychain.ts'
import { projectRoot } from '../../scripts/project-paths.mjs'

export interface OpenDoor {
  /** A call as the window makes it; events are collected. */
  invoke<N extends OperationName>(name: N, input: OperationInput<N>): Promise<Reply<OperationOutput<N>>>
  /** A call with anything at all, as a broken or hostile window could make it. */
  knock(id: unknown, name: unknown, input: unknown): Promise<Reply<unknown>>
  cancel(id: string): void
  readonly events: readonly unknown[]
  /** Every reply so far. */
  readonly replies: readonly unknown[]
  readonly saved: readonly { readonly name: string; readonly text: string }[]
  readonly logFile: string
  readonly workspaceFile: string
}

/** The whole engine with its real adapters behind the IPC door's Electron-free part, keeping its files in `folder`. */
export function openDoor(folder: string): OpenDoor {
  const adapters = createAdapters()
  const logFile = join(folder, 'main.log')
  const log = createLog({ file: logFile, redactor: adapters.redactor })
  const saved: { name: string; text: string }[] = []
  const events: unknown[] = []
  const replies: unknown[] = []
  const running: RunningOperations = new Map()
  const handlers = createApp({
    ...adapters,
    // A test does not wait as long as a person.
    wait: (ms, signal) => adapters.wait(ms / 50, signal),
    log,
    workspace: createWorkspace(folder, log),
    help: createHelp(join(projectRoot, 'resources', 'help')),
    practice: createPractice(),
    files: {
      save: (name, text) => {
        saved.push({ name, text })
        return Promise.resolve(succeed({ kind: 'saved', path: name }))
      }
    },
    info: { version: '0.0.0', runtime: 'test', platform: 'other' },
    ...createStorage(folder, log, adapters.redactor),
    keychain: memoryKeychain(),
    services: createFilesService({ redactor: adapters.redactor }),
    links: { open: () => Promise.resolve(succeed(null)) }
  })
  let calls = 0
  const knock = async (id: unknown, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    const door = { handlers, running, log, newController: () => new AbortController() }
    const reply = await answerOperation(door, { caller: '1', id, name, input }, (group) => events.push(...group))
    replies.push(reply)
    return reply
  }
  return {
    // The contract's table says that this operation answers with this output.
    invoke: <N extends OperationName>(name: N, input: OperationInput<N>) =>
      knock(`call-${String((calls += 1))}`, name, input) as Promise<Reply<OperationOutput<N>>>,
    knock,
    cancel: (id) => running.get(`1:${id}`)?.abort(),
    events,
    replies,
    saved,
    logFile,
    workspaceFile: join(folder, 'workspace.json')
  }
}
