import type { ElectronApplication, Page } from '@playwright/test'

export interface Stalls {
  /** The longest time in which the main process heard nothing, in ms. */
  readonly mainMs: number
  /** The longest time between two frames of the window, in ms. */
  readonly windowMs: number
  /** The longest that the window worked without listening, in ms; 0: always less than 50. */
  readonly windowTaskMs: number
}

/** Watches from now on how long either process keeps somebody waiting. The answer ends it. */
export async function watchStalls(app: ElectronApplication, window: Page): Promise<() => Promise<Stalls>> {
  await app.evaluate(() => {
    const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    Reflect.set(globalThis, 'eventLoopDelay', delay)
  })
  await window.evaluate(() => {
    let before = performance.now()
    let longest = 0
    let longestTask = 0
    let isWatching = true
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration)
    })
    tasks.observe({ entryTypes: ['longtask'] })
    const look = (now: number): void => {
      longest = Math.max(longest, now - before)
      before = now
      if (isWatching) requestAnimationFrame(look)
    }
    requestAnimationFrame((now) => {
      before = now
      look(now)
    })
    Reflect.set(globalThis, 'endFrames', () => {
      isWatching = false
      tasks.disconnect()
      return [longest, longestTask]
    })
  })
  return async () => {
    const [frameMs = 0, taskMs = 0] = await window.evaluate(() => (Reflect.get(globalThis, 'endFrames') as () => number[])())
    const mainMs = await app.evaluate(() => {
      const delay = Reflect.get(globalThis, 'eventLoopDelay') as { readonly max: number; disable(): void }
      delay.disable()
      return delay.max / 1e6
    })
    return { mainMs: Math.round(mainMs), windowMs: Math.round(frameMs), windowTaskMs: Math.round(taskMs) }
  }
}
