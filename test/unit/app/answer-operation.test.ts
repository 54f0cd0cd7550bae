import { describe, expect, it } from 'vitest'
import { answerOperation, type OperationRequest, type RunningOperations } from '../../../src-main/app/answer-operation.ts'
import type { Handlers } from '../../../src-main/app/create-app.ts'
import { operations } from '../../../src-main/contract/operations.ts'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import { fail, succeed } from '../../../src-main/core/result.ts'

const password = 'Correct-Horse-1'
const info = { version: '1', runtime: 'test', platform: 'linux' } as const

describe('answerOperation', () => {
  it('hands the parsed input to the handler, and its answer back', async () => {
    const door = doorWith({ 'help.read': async ({ code }) => succeed({ code, title: 'Title', blocks: [] }) })

    expect(await door.ask({ name: 'help.read', input: { code: 'ldap.dns.not-found' } })).toEqual({
      ok: true,
      value: { code: 'ldap.dns.not-found', title: 'Title', blocks: [] }
    })
    expect(door.running.size).toBe(0)
  })

  it('hands expected failures back as problems', async () => {
    const gone = problem('app.result-gone', {})

    expect(await doorWith({ 'app.info': async () => fail(gone) }).ask({})).toEqual({ ok: false, error: { kind: 'problem', problem: gone } })
  })

  it('wraps passwords before any handler sees them', async () => {
    const seen: string[] = []
    const door = doorWith({
      'directory.check': async (input) => {
        seen.push(JSON.stringify(input), input.personPassword.reveal())
        return fail(problem('app.result-gone', {}))
      }
    })

    await door.ask({ name: 'directory.check', input: { ...checkInput, personPassword: 'Ada-Secret-1' } })

    expect(seen[0]).not.toContain(password)
    expect(seen[1]).toBe('Ada-Secret-1')
  })
})

describe('a stranger at the door', () => {
  it.each([[undefined], [null], [''], [7], [{}], [['a']], ['x'.repeat(101)]])('is refused with the id %s', async (id) => {
    expect(await doorWith({}).ask({ id })).toEqual(refusal('id', 'an operation needs an id'))
  })

  it.each([
    ['__proto__'],
    ['constructor'],
    ['toString'],
    ['hasOwnProperty'],
    ['valueOf'],
    [''],
    ['app'],
    ['APP.INFO'],
    [undefined],
    [null],
    [7],
    [['app.info']],
    [{ toString: () => 'app.info' }]
  ])('is refused with the operation %s', async (name) => {
    expect(await doorWith({}).ask({ name })).toEqual(refusal('name', 'there is no such operation'))
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', password],
    ['a list', [password]],
    ['a field too many', { ...checkInput, [password]: password }],
    ['a missing form', { password: { kind: 'typed', value: password }, personPassword: password }],
    ['a form with a field too many', { ...checkInput, form: { ...emptyDirectoryForm, [password]: password } }],
    ['a form with a number for a text', { ...checkInput, form: { ...emptyDirectoryForm, host: 7 } }],
    ['a form with an endless text', { ...checkInput, form: { ...emptyDirectoryForm, host: password.repeat(1000) } }],
    ['a choice that is not offered', { ...checkInput, form: { ...emptyDirectoryForm, security: password } }],
    ['a password of another kind', { ...checkInput, password: { kind: password, value: password } }],
    ['a password that is no text', { ...checkInput, password: { kind: 'typed', value: { text: password } } }],
    ['a password that is too long', { ...checkInput, personPassword: password.repeat(1000) }],
    ['a password beside the practice password', { ...checkInput, password: { kind: 'practice', value: password } }]
  ])('is refused with malformed input, which is never echoed and reaches no handler: %s', async (_what, input) => {
    const door = doorWith({ 'directory.check': () => Promise.reject(new Error('handled')) })

    const reply = await door.ask({ name: 'directory.check', input })

    expect(reply).toMatchObject({ ok: false, error: { kind: 'problem', problem: { code: 'app.invalid-input' } } })
    expect(JSON.stringify([reply, door.logged])).not.toContain(password)
    expect(door.logged).toEqual([])
  })

  it('is told the field and the kind of fault', async () => {
    const reply = await doorWith({}).ask({ name: 'directory.check', input: { ...checkInput, form: { ...emptyDirectoryForm, host: 7 } } })

    expect(reply).toEqual(refusal('form.host', 'invalid type'))
  })

  it('is refused with malformed input to every operation', async () => {
    for (const name of Object.keys(operations)) {
      expect(await doorWith({}).ask({ name, input: { nonsense: true } })).toMatchObject({
        ok: false,
        error: { problem: { code: 'app.invalid-input' } }
      })
    }
  })

  it('cannot begin the same operation twice', async () => {
    const gate = closedGate()
    const door = doorWith({
      'app.info': async () => {
        await gate.opened
        return succeed(info)
      }
    })
    const first = door.ask({ id: 'same' })

    expect(await door.ask({ id: 'same' })).toEqual(refusal('id', 'this operation is already under way'))
    const other = door.ask({ id: 'same', caller: 'another window' })
    gate.open()

    expect([await first, await other]).toEqual([succeed(info), succeed(info)])
    expect(await door.ask({ id: 'same' })).toEqual(succeed(info))
  })
})

describe('a handler that breaks', () => {
  it('is logged with its stack, and answered without it', async () => {
    const door = doorWith({ 'app.info': () => Promise.reject(new TypeError('x is undefined')) })

    const reply = await door.ask({})

    expect(reply).toEqual({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'app.info broke' }) } })
    expect(door.logged).toMatchObject([['an operation broke', { operation: 'app.info', message: 'x is undefined' }]])
    expect(JSON.stringify(door.logged)).toContain('answer-operation.test.ts')
    expect(door.running.size).toBe(0)
  })

  it('may throw before its first await, or throw what is no error', async () => {
    const sync = doorWith({
      'app.info': () => {
        throw new TypeError('at once')
      }
    })
    const odd = doorWith({
      'app.info': async () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- libraries do such things
        throw 'a text'
      }
    })

    expect([await sync.ask({}), await odd.ask({})]).toMatchObject([
      { error: { problem: { code: 'app.failed' } } },
      { error: { problem: { code: 'app.failed' } } }
    ])
    expect(odd.logged).toMatchObject([['an operation broke', { message: 'a text' }]])
  })
})

describe('cancelling', () => {
  it('reaches the handler of this call alone, and is answered as an outcome', async () => {
    const gate = closedGate()
    const door = doorWith({
      'app.info': async (_input, signal) => {
        await Promise.race([gate.opened, new Promise<void>((aborted) => signal.addEventListener('abort', () => aborted()))])
        if (signal.aborted) throw new Cancelled()
        return succeed(info)
      }
    })
    const cancelled = door.ask({ id: 'a' })
    const finished = door.ask({ id: 'b' })

    door.running.get('window:a')?.abort()

    expect(await cancelled).toEqual({ ok: false, error: { kind: 'cancelled' } })
    gate.open()
    expect(await finished).toEqual(succeed(info))
    expect([door.running.size, door.logged]).toEqual([0, []])
  })

  it('makes whatever the handler throws then a consequence of it, not a fault', async () => {
    const door = doorWith({
      'app.info': async () => {
        door.running.get('window:1')?.abort()
        throw new Error('socket destroyed')
      }
    })

    expect(await door.ask({})).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(door.logged).toEqual([])
  })

  it('changes nothing when it comes after the answer', async () => {
    const door = doorWith({})

    expect(await door.ask({})).toEqual(succeed(info))
    expect(door.running.get('window:1')).toBeUndefined()
  })
})

describe('events', () => {
  it('arrive in order and before the answer', async () => {
    const door = doorWith({
      'directory.check': async (_input, _signal, emit) => {
        emit({ type: 'started', id: 'a' })
        await Promise.resolve()
        emit({ type: 'started', id: 'b' })
        return fail(problem('app.result-gone', {}))
      }
    })

    await door.ask({ name: 'directory.check', input: checkInput })

    expect(door.sent.flat()).toEqual([
      { type: 'started', id: 'a' },
      { type: 'started', id: 'b' }
    ])
  })

  it('stop with the answer', async () => {
    let emitLater: (() => void) | undefined
    const door = doorWith({
      'directory.check': async (_input, _signal, emit) => {
        emitLater = () => emit({ type: 'started', id: 'too late' })
        return fail(problem('app.result-gone', {}))
      }
    })
    await door.ask({ name: 'directory.check', input: checkInput })

    emitLater?.()
    await new Promise((resolve) => setImmediate(resolve))

    expect(door.sent).toEqual([])
  })
})

const checkInput = { form: emptyDirectoryForm, password: { kind: 'typed', value: password }, personPassword: '' }

function refusal(where: string, message: string) {
  return { ok: false, error: { kind: 'problem', problem: problem('app.invalid-input', { where, message }) } }
}

function doorWith(handlers: Partial<Handlers>) {
  const running: RunningOperations = new Map()
  const logged: unknown[][] = []
  const sent: (readonly unknown[])[] = []
  const log = (...line: unknown[]): void => void logged.push(line)
  const door = {
    handlers: { ...unexpectedHandlers(), 'app.info': async () => succeed(info), ...handlers },
    running,
    log: { info: log, warn: log, error: log },
    newController: () => new AbortController()
  }
  return {
    running,
    logged,
    sent,
    ask: (request: Partial<OperationRequest>) =>
      answerOperation(door, { caller: 'window', id: '1', name: 'app.info', input: {}, ...request }, (events) => sent.push(events))
  }
}

function closedGate(): { readonly opened: Promise<void>; open(): void } {
  let open: (() => void) | undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open?.() }
}

function unexpectedHandlers(): Handlers {
  const unexpected = () => Promise.reject(new Error('this handler was not expected'))
  // Every operation of the table has one.
  return Object.fromEntries(Object.keys(operations).map((name) => [name, unexpected])) as unknown as Handlers
}
