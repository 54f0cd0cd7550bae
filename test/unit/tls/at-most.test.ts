import { expect, it } from 'vitest'
import { atMost } from '../../../src-main/adapters/tls/at-most.ts'

it('runs three at a time, in order, and goes on after a failure', async () => {
  const oneOfFew = atMost(3)
  const started: number[] = []
  let running = 0
  let most = 0
  const task = (number: number) => async () => {
    started.push(number)
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    if (number === 1) throw new Error('one fails')
    return number
  }

  const outcomes = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((number) => oneOfFew(task(number))))

  expect({ started, most }).toEqual({ started: [0, 1, 2, 3, 4, 5, 6], most: 3 })
  expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true, true, true])
})
