import type { Page } from '@playwright/test'

/** The ladder at one moment of a run, as it is drawn. */
export interface LadderMoment {
  readonly toCome: number
  readonly running: number
  readonly finished: number
  /** The line of each rung, lowest rung first: where it stands in the page's content, in pixels, and whether something is shown below it. */
  readonly lines: readonly { readonly top: number; readonly height: number; readonly isOpen: boolean }[]
}

/** Looks at the ladder at every frame from now on, until told to stop. Answers the moments at which something was different. */
export async function watchLadder(window: Page): Promise<() => Promise<readonly LadderMoment[]>> {
  await window.evaluate(() => {
    const moments: string[] = []
    const look = (): void => {
      const rungs = [...document.querySelectorAll('main ol > li')]
      if (rungs.length === 0) return
      const main = document.querySelector('main')
      const origin = (main?.getBoundingClientRect().top ?? 0) - (main?.scrollTop ?? 0)
      const lines = rungs.map((rung) => {
        const line = (rung.firstElementChild ?? rung).getBoundingClientRect()
        return { top: Math.round(line.top - origin), height: Math.round(line.height), isOpen: rung.childElementCount > 1 }
      })
      const words = rungs.map((rung) => rung.firstElementChild?.textContent ?? '')
      const toCome = words.filter((text) => text.includes('To come')).length
      const running = words.filter((text) => text.includes('Running')).length
      const moment = JSON.stringify({ toCome, running, finished: rungs.length - toCome - running, lines })
      if (moment !== moments.at(-1)) moments.push(moment)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    let isWatching = true
    const everyFrame = (): void => {
      look()
      if (isWatching) requestAnimationFrame(everyFrame)
    }
    everyFrame()
    Reflect.set(globalThis, 'endWatch', () => {
      isWatching = false
      observer.disconnect()
      return moments
    })
  })
  return async () => {
    const moments = await window.evaluate(() => (Reflect.get(globalThis, 'endWatch') as () => string[])())
    return moments.map((moment) => JSON.parse(moment) as LadderMoment)
  }
}
