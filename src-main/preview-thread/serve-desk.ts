import type { MessagePort } from 'node:worker_threads'
import { createFilesService } from '../adapters/files-api/create-files-service.ts'
import { Cancelled } from '../core/cancel.ts'
import type { Problem } from '../core/errors.ts'
import type { IdentityPeopleSource } from '../core/identity/identity-tables.ts'
import type { LogPort } from '../core/ports/surroundings.ts'
import type { PeopleSource, PreviewDesk } from '../core/preview/preview-desk.ts'
import type { Redactor } from '../core/redact.ts'
import type { Result } from '../core/result.ts'
import { Secret } from '../core/secret.ts'
import type { FilesReader } from '../core/service/files-service.ts'
import type { SiteAddress } from '../core/service/site-address.ts'
import { createRemoteFetch } from './remote-fetch.ts'
import { errorToWire } from './wire-error.ts'
import type { DeskCall, DeskReply, FromThread, LogFields, ToThread, WireIdentityPeople, WirePeople } from './wire.ts'

/** Told of the site's readers and the log of the other side, a desk is opened; from then on messages are answered. */
export function serveDesk(
  port: MessagePort,
  redactor: Redactor,
  open: (ports: { readonly readerOf: (site: string) => FilesReader | undefined; readonly log: LogPort }) => PreviewDesk
): void {
  const send = (message: FromThread): void => port.postMessage(message)
  const running = new Map<number, AbortController>()
  /** Of the readings under way, by host. */
  const readers = new Map<string, FilesReader>()
  const remote = createRemoteFetch(send)
  const desk = open({ readerOf: (site) => readers.get(site), log: remoteLog(send) })

  async function answer(id: number, call: DeskCall, signal: AbortSignal): Promise<Result<unknown, Problem>> {
    switch (call.method) {
      case 'read':
        return withReader(id, call.site, () =>
          desk.read(
            { ...call.request, people: withPassword(call.request.people, redactor) },
            (progress) => send({ kind: 'event', id, progress }),
            signal
          )
        )
      case 'judge':
        return desk.judge(call.previewId, call.rules, signal)
      case 'ask':
        return desk.ask(call.previewId, call.question, signal)
      case 'export':
        return desk.export(call.previewId, call.request, signal)
      case 'kept':
        return desk.kept(call.previewId)
      case 'runs':
        return desk.runs(call.keptAs)
      case 'identity-read':
        return withReader(id, call.site, () =>
          desk.identity.read(
            { ...call.request, people: withPassword(call.request.people, redactor) },
            (progress) => send({ kind: 'event', id, progress }),
            signal
          )
        )
      case 'identity-judge':
        return desk.identity.judge(call.identityId, call.rules, signal)
      case 'identity-ask':
        return desk.identity.ask(call.identityId, call.question, signal)
      case 'identity-export':
        return desk.identity.export(call.identityId, call.request, signal)
    }
  }

  async function withReader<T>(id: number, site: SiteAddress | undefined, work: () => Promise<T>): Promise<T> {
    if (site === undefined) return work()
    const reader = createFilesService({ fetch: remote.of(id), redactor }).open(site, NO_KEY)
    readers.set(site.host, reader)
    try {
      return await work()
    } finally {
      if (readers.get(site.host) === reader) readers.delete(site.host)
    }
  }

  async function reply(id: number, call: DeskCall): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    const told = await answer(id, call, controller.signal).then(
      (found): DeskReply => ({ kind: 'answer', answer: found }),
      (error: unknown): DeskReply =>
        error instanceof Cancelled ? { kind: 'cancelled' } : { kind: 'thrown', error: errorToWire(error, redactor.redactText) }
    )
    running.delete(id)
    send({ kind: 'reply', id, reply: told })
  }

  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'call':
        void reply(message.id, message.call)
        return
      case 'cancel':
        running.get(message.id)?.abort()
        return
      case 'close':
        desk.close(message.previewId)
        return
      case 'close-identity':
        desk.identity.close(message.identityId)
        return
      case 'fetch-answer':
        remote.answered(message.id, message.answer)
    }
  })
}

/** The client of the service wants a key; the main process puts the real one in its place. */
const NO_KEY = new Secret('the-main-process-has-the-key')

/** The password is a secret again. */
function withPassword(people: WirePeople, redactor: Redactor): PeopleSource
function withPassword(people: WireIdentityPeople, redactor: Redactor): IdentityPeopleSource
function withPassword(people: WireIdentityPeople, redactor: Redactor): IdentityPeopleSource {
  if (people.kind !== 'live') return people
  const password = new Secret(people.password)
  redactor.register(password)
  return { ...people, password }
}

function remoteLog(send: (message: FromThread) => void): LogPort {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void =>
      send({ kind: 'log', level, message, fields })
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
