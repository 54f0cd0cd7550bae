import type { Page } from '@playwright/test'

/** Until everything that moves to an end has come to it, and is drawn: a colour half way is neither the one nor the other. */
export async function untilStill(window: Page): Promise<void> {
  await window.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}
