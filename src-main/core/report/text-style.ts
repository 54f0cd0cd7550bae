import type { CheckStatus } from '../checks/check.ts'

/** How text is written: `paint` may add colour to a piece that is already in its place, so its codes do not count as width. */
export interface TextStyle {
  readonly width: number
  readonly paint: (kind: PaintKind, text: string) => string
}

export type PaintKind = CheckStatus | 'strong' | 'quiet'

export const plainStyle: TextStyle = { width: 100, paint: (_kind, text) => text }
