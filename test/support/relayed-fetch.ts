import type { SiteToRead } from '../../src-main/app/app-ports.ts'
import { createRemoteFetch } from '../../src-main/preview-thread/remote-fetch.ts'
import { relayFetch } from '../../src-main/preview-thread/relay-fetch.ts'
import type { FetchAnswer } from '../../src-main/preview-thread/wire.ts'

/** The way of a thread's request, without the thread: everything that crosses is cloned as a message would be. */
export function relayedFetch(
  site: SiteToRead,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  onAnswer: (answer: FetchAnswer) => void = () => undefined
): typeof globalThis.fetch {
  const controllers = new Map<number, AbortController>()
  const remote = createRemoteFetch((sent) => {
    const message = structuredClone(sent)
    if (message.kind === 'fetch-cancel') controllers.get(message.id)?.abort()
    if (message.kind !== 'fetch') return
    const controller = new AbortController()
    controllers.set(message.id, controller)
    void relayFetch(fetch, message, site, controller.signal).then((answer) => {
      onAnswer(answer)
      remote.answered(message.id, structuredClone(answer, { transfer: answer.kind === 'answer' ? [answer.body] : [] }))
    })
  })
  return remote.of(1)
}
