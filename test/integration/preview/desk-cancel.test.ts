import { readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewDeskPorts } from '../../../src-main/app/preview/preview-desk-ports.ts'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import type { BulkSink } from '../../../src-main/core/ports/bulk-directory.ts'
import type { PreviewRequest } from '../../../src-main/core/preview/preview-desk.ts'
import { createPreviewAdapters } from '../../../src-main/adapters/preview/create-preview-adapters.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { completeLog, openConnectionsIn } from '../ladder/slapd-log.ts'
import { type DeskWorld, deskRules, groupLdif, personLdif, readView, startDeskWorld } from './desk-world.ts'

let world: DeskWorld
let adapters: ReturnType<typeof createPreviewAdapters>
beforeAll(async () => {
  world = await startDeskWorld({ slapd: { ldif: manyPeople() }, practice: { userCount: 2500 } })
  adapters = createPreviewAdapters({ dataFolder: world.folder, log: recordingLog(), redactText: (text) => text, connections: 2 })
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.practice.faults.clear())

interface Phase {
  readonly name: string
  readonly request?: Partial<PreviewRequest>
  ports(cancel: () => void): Partial<PreviewDeskPorts>
}

/** Each cancels at one certain point of the reading, while the other side is going on. */
const phases: readonly Phase[] = [
  {
    name: 'while the connection is opened',
    ports: (cancel) => ({
      bulk: {
        read: (request, sink, signal) => {
          const reading = adapters.bulk.read(request, sink, signal)
          cancel()
          return reading
        }
      }
    })
  },
  {
    name: 'while the server is looked at',
    ports: (cancel) => ({
      directory: {
        open: (target, trust, signal) => {
          const opening = adapters.directory.open(target, trust, signal)
          cancel()
          return opening
        }
      }
    })
  },
  { name: 'at the first person', ports: (cancel) => watching({ person: cancel }) },
  { name: 'at the first group', ports: (cancel) => watching({ group: cancel }) },
  { name: 'after the first page', ports: (cancel) => watching({ progress: cancel }) },
  {
    name: 'when the users are asked for',
    ports: (cancel) => ({
      readerOf: () => ({
        ...world.reader,
        users: (filter, signal) => {
          setImmediate(cancel)
          return world.reader.users(filter, signal)
        }
      })
    })
  },
  {
    name: 'between two pages of users',
    ports: (cancel) => ({
      readerOf: () => ({
        ...world.reader,
        async *users(filter, signal) {
          const pages = world.reader.users(filter, signal)
          for (;;) {
            const page = await pages.next()
            if (page.done === true) return page.value
            yield page.value
            cancel()
          }
        }
      })
    })
  },
  {
    name: 'while the earlier runs are listed',
    ports: (cancel) => ({
      runs: {
        ...adapters.runs,
        list: (site) => {
          cancel()
          return adapters.runs.list(site)
        }
      }
    })
  }
]

describe('a reading that is cancelled', () => {
  it.each(phases)('$name leaves nothing behind, and the desk can be used again', async ({ name, ports, request = {} }) => {
    const controller = new AbortController()
    const cancel = () => controller.abort()
    const desk = world.newDesk({ ...adapters, ...ports(cancel) })
    const settings = world.settings({ serverType: name.includes('looked at') ? 'auto' : 'openldap' })
    const usual = world.request({ keepAs: 'cancelled.example' })
    const people = usual.people.kind === 'live' ? { ...usual.people, settings } : usual.people

    await expect(desk.read({ ...usual, people, ...request }, () => undefined, controller.signal)).rejects.toThrow(Cancelled)

    await until(async () => openConnectionsIn(await completeLog(world.slapd)).size <= OWN_CONNECTION)
    expect(filesIn(world.folder)).toEqual([])
  })

  it('before it began asks nobody for anything', async () => {
    const before = world.practice.requests.length
    const signal = AbortSignal.abort()

    await expect(world.desk.read(world.request(), () => undefined, signal)).rejects.toThrow(Cancelled)
    expect(world.practice.requests.length).toBe(before)
  })

  it('after it has been told everything is still cancelled', async () => {
    const controller = new AbortController()
    const reading = world.desk.read(
      world.request({ keepAs: 'cancelled.example' }),
      ({ directory, site }) => {
        if (directory.state === 'done' && site?.state === 'done') controller.abort()
      },
      controller.signal
    )

    await expect(reading).rejects.toThrow(Cancelled)
    expect(filesIn(world.folder)).toEqual([])
  })

  it('because one side failed does not wait for the other', async () => {
    // given a site that never answers, and a directory that refuses at once
    world.practice.faults.add({ kind: 'hang', path: '*', times: Infinity })
    const usual = world.request()
    const people = usual.people.kind === 'live' ? { ...usual.people, settings: world.settings({ port: 1 }) } : usual.people
    const started = performance.now()
    const result = await world.desk.read({ ...usual, people }, () => undefined, new AbortController().signal)

    expect(result).toMatchObject({ ok: false, error: { code: 'ldap.tcp.refused' } })
    expect(performance.now() - started).toBeLessThan(2500)
  })
})

describe('other work that is cancelled', () => {
  it('judging, asking and exporting', async () => {
    const view = await readView(world.desk, world.request({ keepAs: undefined }))
    const signal = AbortSignal.abort()
    const path = world.file('rows.csv')

    await expect(world.desk.judge(view.previewId, deskRules(), signal)).rejects.toThrow(Cancelled)
    await expect(world.desk.ask(view.previewId, { kind: 'few' }, signal)).rejects.toThrow(Cancelled)
    await expect(world.desk.export(view.previewId, { format: 'csv', path, query: {} }, signal)).rejects.toThrow(Cancelled)
    expect(filesIn(world.folder)).toEqual([])
  })

  it('an export in the middle leaves no file', async () => {
    const controller = new AbortController()
    const output = {
      write: (path: string, texts: Iterable<string>, signal: Parameters<typeof adapters.output.write>[2]) =>
        adapters.output.write(path, cancelling(texts, controller), signal)
    }
    const desk = world.newDesk({ output })
    const view = await readView(desk, world.request({ keepAs: undefined }))
    const path = world.file('rows.ndjson')

    await expect(desk.export(view.previewId, { format: 'ndjson', path, query: {} }, controller.signal)).rejects.toThrow(Cancelled)
    expect(filesIn(world.folder)).toEqual([])
  })

  it('a recorded run that is read', async () => {
    const view = await readView(world.desk, world.request({ keepAs: 'kept.example' }))
    await world.desk.kept(view.previewId)
    const controller = new AbortController()
    const reading = world.desk.read(
      world.request({ people: { kind: 'recorded', runId: view.runId ?? '' }, users: { kind: 'recorded' }, keepAs: undefined }),
      () => undefined,
      controller.signal
    )
    controller.abort()

    await expect(reading).rejects.toThrow(Cancelled)
  })
})

/** What asks slapd for its log is still connected. */
const OWN_CONNECTION = 1

function watching(seen: Partial<Record<keyof BulkSink, () => void>>): Partial<PreviewDeskPorts> {
  return {
    bulk: {
      read: (request, sink, signal) =>
        adapters.bulk.read(
          request,
          {
            person: (entry) => {
              seen.person?.()
              sink.person(entry)
            },
            group: (entry) => {
              seen.group?.()
              return sink.group(entry)
            },
            members: (group, entry) => sink.members(group, entry),
            progress: (progress) => {
              seen.progress?.()
              sink.progress(progress)
            }
          },
          signal
        )
    }
  }
}

function* cancelling(texts: Iterable<string>, controller: AbortController): Generator<string, void> {
  let count = 0
  for (const text of texts) {
    yield text
    count += 1
    if (count === 2) controller.abort()
  }
}

/** Of runs and exports, with drafts. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not become so within 5 s')
    await delay(5)
  }
}

function manyPeople(): readonly string[] {
  const uids = Array.from({ length: 2500 }, (_, index) => `u${String(index)}`)
  return [
    uids.map((uid) => personLdif(uid)).join('\n'),
    groupLdif(
      'all',
      uids.map((uid) => `uid=${uid},ou=people`)
    )
  ]
}
