import { Worker } from 'node:worker_threads'
import type { PreviewDeskPort, ReaderOf, SiteToRead } from '../app/app-ports.ts'
import { Cancelled, type CancelSignal, throwIfCancelled } from '../core/cancel.ts'
import { type Problem, problem } from '../core/errors.ts'
import type { IdentityPeopleSource } from '../core/identity/identity-tables.ts'
import type { IdentityProgress, IdentityView } from '../core/identity/identity-views.ts'
import type { LogPort } from '../core/ports/surroundings.ts'
import type { PeopleSource, PreviewDesk, PreviewProgress, PreviewView, UsersSource } from '../core/preview/preview-desk.ts'
import { fail, type Result } from '../core/result.ts'
import { relayFetch } from './relay-fetch.ts'
import { errorFromWire } from './wire-error.ts'
import type { DeskCall, DeskReply, FromThread, ThreadSetup, ToThread, WireIdentityPeople, WirePeople } from './wire.ts'

export interface ThreadDeskOptions {
  /** The program of the thread: thread.ts, or what was built of it. */
  readonly program: URL
  readonly setup: ThreadSetup
  /** The application's own way to the service. */
  readonly fetch: typeof globalThis.fetch
  readonly log: LogPort
  /** Most memory for what is not columns of bytes; default: what the runtime allows. */
  readonly mostMemoryMb?: number
}

export interface ThreadDesk extends PreviewDeskPort {
  /** Ends the thread; what is under way is cancelled. */
  close(): Promise<void>
}

/**
 * The desk in a thread of its own, so that no directory is too large for the window: what was read stays there, and only what is shown comes
 * over. A thread that dies is started anew with the next call; what it was working on ends as a problem, and its previews are gone.
 */
export function createThreadDesk(options: ThreadDeskOptions): ThreadDesk {
  let thread: Thread | undefined

  function running(): Thread {
    if (thread?.isOver() !== false) thread = startThread(options)
    return thread
  }

  return {
    open(readerOf) {
      // Whoever opens a desk will use it: by then the thread is ready.
      running()
      return deskOf(running, () => thread, readerOf)
    },
    async close() {
      await thread?.close()
      thread = undefined
    }
  }
}

function deskOf(running: () => Thread, atWork: () => Thread | undefined, readerOf: ReaderOf): PreviewDesk {
  /** What nobody waits for any more is forgotten. */
  async function keepIfWanted<T>(
    started: Promise<Result<T, Problem>>,
    signal: CancelSignal,
    closing: (made: T) => ToThread
  ): Promise<Result<T, Problem>> {
    const made = await started
    if (!signal.aborted) return made
    if (made.ok) atWork()?.post(closing(made.value))
    throw new Cancelled()
  }

  const forgetPreview = ({ previewId }: PreviewView): ToThread => ({ kind: 'close', previewId })
  const forgetIdentity = ({ identityId }: IdentityView): ToThread => ({ kind: 'close-identity', identityId })

  function siteOf(users: UsersSource): SiteToRead | undefined {
    return users.kind === 'site' ? readerOf(users.site) : undefined
  }

  return {
    read(request, tell, signal) {
      const site = siteOf(request.users)
      const call: DeskCall = { method: 'read', request: { ...request, people: wirePeople(request.people) }, site: site?.address }
      return keepIfWanted(running().call(call, { signal, tell, site }), signal, forgetPreview)
    },
    judge: (previewId, rules, signal) =>
      keepIfWanted(running().call({ method: 'judge', previewId, rules }, { signal }), signal, forgetPreview),
    ask: (previewId, question, signal) => running().call({ method: 'ask', previewId, question }, { signal }),
    export: (previewId, request, signal) => running().call({ method: 'export', previewId, request }, { signal }),
    kept: (previewId) => running().call({ method: 'kept', previewId }, {}),
    runs: (keptAs) => running().call({ method: 'runs', keptAs }, {}),
    close: (previewId) => atWork()?.post({ kind: 'close', previewId }),
    identity: {
      read(request, tell, signal) {
        const site = siteOf(request.users)
        const call: DeskCall = { method: 'identity-read', request: { ...request, people: wirePeople(request.people) }, site: site?.address }
        return keepIfWanted(running().call(call, { signal, tell, site }), signal, forgetIdentity)
      },
      judge: (identityId, rules, signal) =>
        keepIfWanted(running().call({ method: 'identity-judge', identityId, rules }, { signal }), signal, forgetIdentity),
      ask: (identityId, question, signal) => running().call({ method: 'identity-ask', identityId, question }, { signal }),
      export: (identityId, request, signal) => running().call({ method: 'identity-export', identityId, request }, { signal }),
      close: (identityId) => atWork()?.post({ kind: 'close-identity', identityId })
    }
  }
}

/** The one place where the password leaves for the thread. */
function wirePeople(people: PeopleSource): WirePeople
function wirePeople(people: IdentityPeopleSource): WireIdentityPeople
function wirePeople(people: IdentityPeopleSource): WireIdentityPeople {
  return people.kind === 'live' ? { ...people, password: people.password.reveal() } : people
}

interface Thread {
  /** The answer of the desk's method. */
  call<T, P = never>(call: DeskCall, context: CallContext<P>): Promise<Result<T, Problem>>
  post(message: ToThread): void
  isOver(): boolean
  close(): Promise<void>
}

interface CallContext<P> {
  readonly signal?: CancelSignal
  readonly tell?: (progress: P) => void
  /** The site that this call may read. */
  readonly site?: SiteToRead | undefined
}

interface PendingCall extends Omit<CallContext<never>, 'tell'> {
  tell(progress: PreviewProgress | IdentityProgress): void
  settle(reply: DeskReply): void
}

function startThread({ program, setup, fetch, log, mostMemoryMb }: ThreadDeskOptions): Thread {
  const worker = new Worker(program, {
    name: 'preview',
    workerData: setup,
    // Options of the process, such as those of a test runner, are not meant for this program.
    execArgv: [],
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      ...(mostMemoryMb === undefined ? {} : { maxOldGenerationSizeMb: mostMemoryMb })
    }
  })
  const calls = new Map<number, PendingCall>()
  const fetches = new Map<number, { readonly call: number; readonly controller: AbortController }>()
  let count = 0
  let isClosing = false
  let isOver = false
  let died = 'it ended by itself'
  // Nothing under way: the thread is no reason for the process to stay.
  worker.unref()

  const post = (message: ToThread, transfer: readonly ArrayBuffer[] = []): void => worker.postMessage(message, transfer)

  async function relay(message: Extract<FromThread, { kind: 'fetch' }>): Promise<void> {
    const controller = new AbortController()
    fetches.set(message.id, { call: message.call, controller })
    const answer = await relayFetch(fetch, message, calls.get(message.call)?.site, controller.signal)
    if (!fetches.delete(message.id) || isOver) return
    post({ kind: 'fetch-answer', id: message.id, answer }, answer.kind === 'answer' ? [answer.body] : [])
  }

  function endFetches(isMeant: (fetch: { readonly id: number; readonly call: number }) => boolean): void {
    for (const [id, { call, controller }] of fetches) {
      if (!isMeant({ id, call })) continue
      fetches.delete(id)
      controller.abort()
    }
  }

  worker.on('message', (message: FromThread) => {
    switch (message.kind) {
      case 'event':
        calls.get(message.id)?.tell(message.progress)
        return
      case 'reply':
        calls.get(message.id)?.settle(message.reply)
        endFetches(({ call }) => call === message.id)
        return
      case 'fetch':
        void relay(message)
        return
      case 'fetch-cancel':
        endFetches(({ id }) => id === message.id)
        return
      case 'log':
        log[message.level](message.message, message.fields)
    }
  })
  worker.on('error', (error: unknown) => {
    died = reasonOf(error)
    log.error('the preview thread broke', { message: died, stack: error instanceof Error ? error.stack : undefined })
  })
  worker.on('exit', (code) => {
    isOver = true
    endFetches(() => true)
    if (!isClosing) log.error('the preview thread ended', { code, calls: calls.size })
    const reply: DeskReply = isClosing
      ? { kind: 'cancelled' }
      : { kind: 'answer', answer: fail(problem('preview.broke-off', { reason: died })) }
    for (const call of calls.values()) call.settle(reply)
  })

  return {
    async call<T, P = never>(call: DeskCall, { tell, ...context }: CallContext<P>): Promise<Result<T, Problem>> {
      const { signal } = context
      if (signal !== undefined) throwIfCancelled(signal)
      const id = (count += 1)
      const cancel = (): void => {
        if (!isOver) post({ kind: 'cancel', id })
      }
      if (calls.size === 0) worker.ref()
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        const reply = await new Promise<DeskReply>((settle) => {
          // The thread tells of a call what the desk's method of that name tells.
          calls.set(id, { ...context, tell: (progress) => tell?.(progress as P), settle })
          post({ kind: 'call', id, call })
        })
        // The thread answers a call with what the desk's method of that name answers.
        if (reply.kind === 'answer') return reply.answer as Result<T, Problem>
        if (reply.kind === 'cancelled') throw new Cancelled()
        throw errorFromWire(reply.error)
      } finally {
        signal?.removeEventListener('abort', cancel)
        calls.delete(id)
        if (calls.size === 0 && !isOver) worker.unref()
      }
    },
    post: (message) => {
      if (!isOver) post(message)
    },
    isOver: () => isOver,
    async close() {
      isClosing = true
      await worker.terminate()
    }
  }
}

/**
 * Millions of short-lived texts go through a reading. Measured with 100,000 people: less room costs a fifth more time, and the usual room some
 * 70 MB more memory.
 */
const YOUNG_GENERATION_MB = 16

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it needed more memory than it may have' : error.message
}
