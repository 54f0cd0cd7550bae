import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completeLog } from '../ladder/slapd-log.ts'
import { asked, type DeskWorld, deskRules, groupLdif, personLdif, readSeen, readView, rowsSeen, startDeskWorld } from './desk-world.ts'

describe('a directory and its site, read by the desk', () => {
  let world: DeskWorld
  beforeAll(async () => {
    world = await startDeskWorld()
    // since the last sync one is new, one has another mail, one is gone
    const { peopleDn } = world.slapd
    await world.slapd.add(
      [
        personLdif('gina'),
        `dn: uid=dora,${peopleDn}\nchangetype: modify\nreplace: mail\nmail: dora.new@corp.example\n`,
        `dn: uid=fritz,${peopleDn}\nchangetype: delete\n`
      ].join('\n')
    )
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('says who would come, change and go, and why', async () => {
    const view = await readView(world.desk, world.request())

    expect(view).toMatchObject({
      headline: '6 people in the directory, 18 users on the site: the sync would create 1, update 2 and disable 1; 15 stay as they are.',
      directory: '127.0.0.1',
      site: world.site,
      reading: { end: { kind: 'complete' }, source: { kind: 'live', host: '127.0.0.1' }, references: 0 },
      siteReading: { isComplete: true },
      summary: {
        counts: { create: 1, update: 2, disable: 1, delete: 0, unchanged: 15, 'left-out': 0 },
        people: 6,
        peopleInScope: 6,
        users: world.practice.state.users.size,
        groups: { total: 2, provisioned: 2, gainedMembers: 1 },
        effectiveMemberships: 4,
        isComplete: true,
        safety: { kind: 'safe' }
      },
      rowCount: 19
    })
    expect((await rowsSeen(world.desk, view)).filter((row) => !/ (?:same|not-managed-by-this-sync)$/.test(row))).toEqual([
      'carl update groups-differ',
      'dora update fields-differ',
      'gina create new-person',
      // The practice site has users of an earlier sync, who are disabled already.
      ...[
        'anna.smith',
        'sean.oconnor',
        'jogi.weiss',
        'mary-ann.jones',
        'former.person000001',
        'former.person000002',
        'former.person000003'
      ].map((name) => `${name}@practice.example unchanged gone-from-directory`),
      'fritz disable gone-from-directory'
    ])
  })

  it('tells how far it is, first and last, and the first people once', async () => {
    const { progress } = await readSeen(world.desk, world.request())

    expect(progress[0]).toEqual({
      directory: { state: 'waiting', pages: 0, people: 0, groups: 0, members: 0, perSecond: 0 },
      site: { state: 'reading', pages: 0, users: 0 },
      secondsLeft: undefined,
      firstPeople: undefined
    })
    expect(progress.at(-1)).toMatchObject({
      directory: { state: 'done', pages: 2, people: 6, groups: 2, members: 4 },
      site: { state: 'done', pages: 1, users: world.practice.state.users.size }
    })
    const first = progress.flatMap(({ firstPeople }) => (firstPeople === undefined ? [] : [firstPeople]))
    expect(first).toHaveLength(1)
    expect(first[0]?.map(({ username }) => username).sort()).toEqual(['anna', 'bea', 'carl', 'dora', 'emil', 'gina'])
    expect(first[0]).toContainEqual({
      dn: `uid=dora,${world.slapd.peopleDn}`,
      username: 'dora',
      name: 'dora Person',
      mail: 'dora.new@corp.example'
    })
  })

  it('names people with the domain, also the first ones', async () => {
    const request = world.request({ rules: deskRules({ domain: 'corp.example' }) })
    const { result, progress } = await readSeen(world.desk, request)

    // Whoever has the same mail and name as a user who is gone is taken for renamed.
    expect(result.ok && result.value.summary).toMatchObject({ counts: { create: 2 }, reasons: { renamed: 4 } })
    expect(progress.flatMap(({ firstPeople }) => firstPeople ?? []).map(({ username }) => username)).toContain('gina@corp.example')
  })

  it('finds out the type of the server when it is not known, without signing in twice', async () => {
    const before = (await completeLog(world.slapd)).length
    const settings = world.settings({ serverType: 'auto' })
    const people = { ...world.request().people, kind: 'live', settings } as ReturnType<DeskWorld['request']>['people']
    const view = await readView(world.newDesk({ connections: 1 }), world.request({ people }))

    expect(view.summary.people).toBe(6)
    const log = (await completeLog(world.slapd)).slice(before)
    expect(log.match(/ BIND dn="[^"]+" method=128/g)).toHaveLength(1)
  })

  it('sends nothing to the site but GET and nothing to the directory but sign-ins and searches', async () => {
    const requestsBefore = world.practice.requests.length
    const logBefore = (await completeLog(world.slapd)).length
    const view = await readView(world.desk, world.request({ rules: deskRules({ requiredGroups: 'readers' }) }))
    await asked(world.desk, view, { kind: 'explain', name: 'anna' })
    await world.desk.kept(view.previewId)

    const requests = world.practice.requests.slice(requestsBefore)
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(['/api/rest/v1/users', '/api/rest/v1/groups']))
    const log = (await completeLog(world.slapd)).slice(logBefore)
    const operations = [...log.matchAll(/ op=\d+ (?!SEARCH RESULT|RESULT)([A-Z]+)/g)].map(([, operation]) => operation)
    expect(new Set(operations)).toEqual(new Set(['BIND', 'SRCH', 'UNBIND']))
  })

  it('reads without a site, when everybody counts as new', async () => {
    const view = await readView(world.desk, world.request({ users: { kind: 'none' }, keepAs: '127.0.0.1' }))

    expect(view).toMatchObject({
      headline: '6 people in the directory: 6 would be created on an empty site.',
      site: undefined,
      siteReading: undefined,
      summary: { counts: { create: 6 }, users: 0 }
    })
  })

  it('asks the site for its users before the directory for anything', async () => {
    const order: string[] = []
    const { reader } = world
    const watched = {
      ...reader,
      users: (...given: Parameters<typeof reader.users>) => {
        order.push('users')
        return reader.users(...given)
      }
    }
    const bulk = {
      read: () => {
        order.push('directory')
        return Promise.resolve({ ok: false, error: { kind: 'cleartext-not-allowed', host: '' } } as const)
      }
    }
    await world.newDesk({ readerOf: () => watched, bulk }).read(world.request(), () => undefined, new AbortController().signal)

    expect(order).toEqual(['users', 'directory'])
  })
})

describe('questions to a preview', () => {
  let world: DeskWorld
  beforeAll(async () => {
    world = await startDeskWorld()
    await world.slapd.add([personLdif('gina'), groupLdif('writers', ['uid=gina,ou=people', 'uid=anna,ou=people'])].join('\n'))
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('answers rows by filter, search and order, with numbers that agree with the summary', async () => {
    const view = await readView(world.desk, world.request())
    const page = (query: object) => asked(world.desk, view, { kind: 'rows', query: { offset: 0, limit: 100, ...query } })

    expect((await page({})).total).toBe(view.rowCount)
    expect((await page({ filter: { outcomes: ['create'] } })).rows.map(({ username }) => username)).toEqual(['gina'])
    expect((await page({ search: 'CORP.example ann' })).rows.map(({ username }) => username)).toEqual(['anna'])
    const mails = (await page({ sort: [{ column: 'mail', descending: true }], filter: { reasons: ['same'] } })).rows.map(({ mail }) => mail)
    expect(mails).toEqual([...mails].sort().reverse())
    expect((await page({ offset: 1, limit: 2 })).rows.map(({ row }) => row)).toEqual([1, 2])
  })

  it('traces a row and explains a person, found or not', async () => {
    const view = await readView(world.desk, world.request())
    const { row, trace } = await asked(world.desk, view, { kind: 'trace', row: 0 })
    const found = await asked(world.desk, view, { kind: 'explain', name: 'GINA@corp.example' })
    const unknown = await asked(world.desk, view, { kind: 'explain', name: 'ginna' })

    expect(row.row).toBe(0)
    expect(trace.steps.length).toBeGreaterThan(1)
    expect(found).toMatchObject({ kind: 'found', by: 'mail' })
    expect(unknown.kind === 'not-found' && unknown.nearest[0]?.username).toBe('gina')
    expect(await world.desk.ask(view.previewId, { kind: 'trace', row: view.rowCount }, new AbortController().signal)).toMatchObject({
      ok: false,
      error: { code: 'app.invalid-input' }
    })
  })

  it('counts what lists of groups mean, each person once and nested ones as is asked', async () => {
    const lists = { requiredGroups: 'read*, writers, nothing*', includedGroups: 'editors', excludedGroups: '', directMembersOnly: false }
    const view = await readView(world.desk, world.request())

    expect(await asked(world.desk, view, { kind: 'hits', lists })).toMatchObject({
      required: { isEmpty: false, groups: 2, people: 4, unmatched: ['nothing*'] },
      included: { groups: 1, people: 1 },
      excluded: { isEmpty: true, groups: 0, people: 0 }
    })
    expect((await asked(world.desk, view, { kind: 'hits', lists: { ...lists, directMembersOnly: true } })).required.people).toBe(3)
    // and the same numbers stand in the view when these lists are the rules
    const byRules = await readView(world.desk, world.request({ rules: deskRules(lists) }))
    expect(byRules.filters.required).toMatchObject({ groups: 2, people: 4 })
    expect(byRules.summary.peopleInScope).toBe(4)
  })

  it('tells which clause keeps whom away', async () => {
    const view = await readView(world.desk, world.request({ rules: deskRules({ requiredGroups: 'editors' }) }))
    const few = await asked(world.desk, view, { kind: 'few' })

    expect(few).toMatchObject({ inDirectory: 7, taken: 1 })
    expect(few.clauses[0]).toMatchObject({ clause: 'required-groups', comesBack: 6 })
  })

  it('lists the groups', async () => {
    const view = await readView(world.desk, world.request())
    const groups = await asked(world.desk, view, {
      kind: 'groups',
      query: { search: '', outcomes: [], sort: { column: 'people', descending: true }, offset: 0, limit: 10 }
    })

    expect(groups.rows.map(({ name, people, outcome }) => [name, people, outcome])).toEqual([
      ['readers', 3, 'update'],
      ['writers', 2, 'create'],
      ['editors', 1, 'unchanged']
    ])
    expect(groups.counts).toEqual({ create: 1, update: 1, unchanged: 1, 'left-out': 0 })
    expect(view.summary.groups).toMatchObject({ total: 3, provisioned: 3, created: 1 })
  })

  it('keeps the last three previews and no more, and forgets one that is closed', async () => {
    const views = []
    for (let count = 0; count < 4; count += 1) views.push(await readView(world.desk, world.request({ keepAs: undefined })))
    const isThere = async (previewId = '') => (await world.desk.kept(previewId)).ok

    expect(await Promise.all(views.map(({ previewId }) => isThere(previewId)))).toEqual([false, true, true, true])
    world.desk.close(views[3]?.previewId ?? '')
    expect(await world.desk.kept(views[3]?.previewId ?? '')).toMatchObject({ ok: false, error: { code: 'app.result-gone' } })
  })
})
