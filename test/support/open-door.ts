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
import type { PlaceAnswer } from '../../src-main/core/ports/files.ts'
import { succeed } from '../../src-main/core/result.ts'
import type { Secret } from '../../src-main/core/secret.ts'
import { createPractice } from '../../src-main/practice/create-practice.ts'
import { createThreadDesk } from '../../src-main/preview-thread/create-thread-desk.ts'
import { memoryKeychain } from './memory-keychain.ts'
import { projectRoot } from '../../scripts/project-paths.mjs'

export interface OpenDoor extends AsyncDisposable {
  /** A call as the window makes it; events are collected. */
  invoke<N extends OperationName>(name: N, input: OperationInput<N>): Promise<Reply<OperationOutput<N>>>
  /** A call with anything at all, as a broken or hostile window could make it. */
  knock(id: unknown, name: unknown, input: unknown): Promise<Reply<unknown>>
  cancel(id: string): void
  readonly events: readonly unknown[]
  /** Every reply so far. */
  readonly replies: readonly unknown[]
  readonly saved: readonly { readonly name: string; readonly text: string }[]
  /** What the next dialog answers: a path, or nothing, as a person who closes it. */
  choose(path: string | undefined): void
  /** What was put into the clipboard. */
  readonly copied: readonly Secret[]
  /** What dialogs were opened with. */
  readonly dialogs: readonly string[]
  readonly logFile: string
  readonly workspaceFile: string
}

export interface DoorOptions {
  /** The application's way to the service; default Node's. */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * The whole engine with its real adapters and its real preview thread behind the IPC door's Electron-free part, keeping its files in `folder`.
 * The thread is started by the first preview, and is no reason for a process to stay; whoever made previews ends it with the door.
 */
export function openDoor(folder: string, options: DoorOptions = {}): OpenDoor {
  const fetch = options.fetch ?? globalThis.fetch
  const adapters = createAdapters()
  const logFile = join(folder, 'main.log')
  const log = createLog({ file: logFile, redactor: adapters.redactor })
  const saved: { name: string; text: string }[] = []
  const events: unknown[] = []
  const replies: unknown[] = []
  const dialogs: string[] = []
  const copied: Secret[] = []
  let chosen: string | undefined
  const running: RunningOperations = new Map()
  const info = { version: '0.0.0', runtime: 'test', platform: 'other' } as const
  const previews = createThreadDesk({ program: threadProgram, setup: { dataFolder: folder, version: info.version }, fetch, log })
  const place = (dialog: string): Promise<PlaceAnswer> => {
    dialogs.push(dialog)
    return Promise.resolve(chosen === undefined ? { kind: 'not-chosen' } : { kind: 'chosen', path: chosen })
  }
  const handlers = createApp({
    ...adapters,
    // A test does not wait as long as a person.
    wait: (ms, signal) => adapters.wait(ms / 50, signal),
    log,
    workspace: createWorkspace(folder, log),
    help: createHelp(join(projectRoot, 'resources', 'help')),
    practice: createPractice(),
    clipboard: { write: (secret) => void copied.push(secret) },
    files: {
      save: (name, text) => {
        saved.push({ name, text })
        return Promise.resolve(succeed({ kind: 'saved', path: name }))
      },
      choosePlace: place,
      chooseFile: place
    },
    info,
    previews,
    ...createStorage(folder, log, adapters.redactor),
    keychain: memoryKeychain(),
    services: createFilesService({ fetch, redactor: adapters.redactor }),
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
    choose: (path) => {
      chosen = path
    },
    copied,
    dialogs,
    [Symbol.asyncDispose]: () => previews.close(),
    logFile,
    workspaceFile: join(folder, 'workspace.json')
  }
}

/** TypeScript as it is: Node takes the types out. */
export const threadProgram = new URL('../../src-main/preview-thread/thread.ts', import.meta.url)
