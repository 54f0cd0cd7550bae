import Conf from 'conf'
import { z } from 'zod'

const place = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000)
})

export interface WindowPlace {
  readonly x?: number | undefined
  readonly y?: number | undefined
  readonly width: number
  readonly height: number
}

/** Remembers where the window was. Anything unreadable means the usual place. */
export function createWindowPlace(folder: string): { read(): WindowPlace; save(place: WindowPlace): void } {
  const store = new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: 'window',
    configFileMode: 0o600,
    clearInvalidConfig: true,
    projectName: 'entra-setup-assistant'
  })
  return {
    read() {
      const parsed = place.safeParse(store.store)
      return parsed.success ? parsed.data : { width: 1200, height: 800 }
    },
    save({ x, y, width, height }) {
      store.store = { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }), width, height }
    }
  }
}
