import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const tokens = readFileSync(new URL('../../../src-renderer/styles/tokens.css', import.meta.url), 'utf8')

const colours = new Map(
  [...tokens.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark }
  ])
)
colours.set('on-accent', { light: '#ffffff', dark: '#ffffff' })

const surfaces = ['surface', 'surface-sunken', 'surface-raised', 'surface-hover', 'accent-quiet']

// WCAG 2.2: 4.5 for text, 3 for icons and the edges of controls.
const demands = [
  ...['text', 'text-muted', 'accent'].map((colour) => ({ colour, on: surfaces, atLeast: 4.5 })),
  { colour: 'on-accent', on: ['accent-solid', 'accent-solid-hover'], atLeast: 4.5 },
  ...['good', 'warning', 'bad', 'quiet', 'line-strong'].map((colour) => ({
    colour,
    on: ['surface', 'surface-sunken', 'surface-raised'],
    atLeast: 3
  }))
]

it.each(demands.flatMap(({ colour, on, atLeast }) => on.map((ground) => ({ colour, ground, atLeast }))))(
  '$colour on $ground has a contrast of at least $atLeast in both themes',
  ({ colour, ground, atLeast }) => {
    for (const theme of ['light', 'dark'] as const) {
      expect(contrast(hexOf(colour, theme), hexOf(ground, theme))).toBeGreaterThanOrEqual(atLeast)
    }
  }
)

function hexOf(name: string, theme: 'light' | 'dark'): string {
  const colour = colours.get(name)
  if (colour === undefined) throw new Error(`tokens.css has no colour --${name}`)
  return colour[theme]
}

function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
