import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '../../../src-main/core/secret.ts'
import { createClipboard } from '../../../src-main/electron/create-clipboard.ts'

function world(read?: () => string) {
  let text = ''
  const warnings: string[] = []
  const system = {
    writeText: (next: string) => void (text = next),
    readText: read ?? (() => text),
    clear: () => void (text = '')
  }
  const log = { info: () => undefined, warn: (message: string) => void warnings.push(message), error: () => undefined }
  return { clipboard: createClipboard(system, log), warnings, copy: (next: string) => void (text = next), now: () => text }
}

describe('a secret in the clipboard', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is taken out after a minute', () => {
    const { clipboard, now } = world()
    clipboard.write(new Secret('the-token'))
    vi.advanceTimersByTime(59_000)
    expect(now()).toBe('the-token')

    vi.advanceTimersByTime(1_000)
    expect(now()).toBe('')
  })

  it('is taken out when the application ends before the minute is over', () => {
    const { clipboard, now } = world()
    clipboard.write(new Secret('the-token'))

    clipboard.takeOutNow()

    expect(now()).toBe('')
  })

  it('leaves alone what somebody copied since, at the end and after the minute', () => {
    const { clipboard, copy, now } = world()
    clipboard.write(new Secret('the-token'))
    copy('a shopping list')

    clipboard.takeOutNow()
    vi.advanceTimersByTime(120_000)

    expect(now()).toBe('a shopping list')
  })

  it('leaves alone a clipboard that it never wrote to', () => {
    const { clipboard, copy, now } = world()
    copy('a shopping list')
    clipboard.takeOutNow()
    expect(now()).toBe('a shopping list')
  })

  it('of the second of two stays its whole minute', () => {
    const { clipboard, now } = world()
    clipboard.write(new Secret('the first'))
    vi.advanceTimersByTime(40_000)
    clipboard.write(new Secret('the second'))

    vi.advanceTimersByTime(40_000)
    expect(now()).toBe('the second')
    vi.advanceTimersByTime(20_000)
    expect(now()).toBe('')
  })

  it('does not bring the application down when the system refuses', () => {
    const { clipboard, warnings } = world(() => {
      throw new Error('no clipboard')
    })
    clipboard.write(new Secret('the-token'))
    clipboard.takeOutNow()
    expect(warnings).toEqual(['the clipboard cannot be used'])
  })
})
