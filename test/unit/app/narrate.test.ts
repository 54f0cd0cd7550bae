import { describe, expect, it } from 'vitest'
import { narrate } from '../../../src-main/app/narrate.ts'

describe('told work', () => {
  it('hands over its events in order, waits at each, and ends with its value', async () => {
    const log: string[] = []
    const steps = narrate<string, string>(async (tell) => {
      for (const event of ['a', 'b']) {
        log.push(`tells ${event}`)
        await tell(event)
      }
      return 'end'
    })

    expect(await steps.next()).toEqual({ done: false, value: 'a' })
    expect(log).toEqual(['tells a'])
    expect(await steps.next()).toEqual({ done: false, value: 'b' })
    expect(await steps.next()).toEqual({ done: true, value: 'end' })
  })

  it('that throws, throws to its listener, also when nobody listens yet', async () => {
    const steps = narrate<string, string>(async () => {
      throw new Error('broken')
    })

    await Promise.resolve()
    await expect(steps.next()).rejects.toThrow('broken')
  })

  it('is not cut off when the listener leaves, but awaited to the place where it stops by itself', async () => {
    const log: string[] = []
    const steps = narrate<string, string>(async (tell, hasLeft) => {
      await tell('sending')
      log.push('sent')
      await Promise.resolve()
      await tell('reading back')
      log.push(`read back, left: ${String(hasLeft())}`)
      return 'end'
    })

    for await (const event of steps) if (event === 'sending') break

    expect(log).toEqual(['sent', 'read back, left: true'])
  })

  it('that throws after the listener has left is heard of all the same', async () => {
    const steps = narrate<string, string>(async (tell) => {
      await tell('first')
      throw new Error('broken later')
    })
    await steps.next()

    await expect(steps.return('left')).rejects.toThrow('broken later')
  })

  it('that tells nothing just ends', async () => {
    expect(await narrate(async () => 7).next()).toEqual({ done: true, value: 7 })
  })
})
