import Minus from '@lucide/svelte/icons/minus'
import { describe, expect, it } from 'vitest'
import { copyIcon } from '../../../src-renderer/lib/copy-icon.ts'

describe('a copied icon', () => {
  it('is drawn as the library draws it, in its own size, wherever it is wanted', () => {
    const [large, small] = [document.createElement('span'), document.createElement('span')]

    copyIcon(Minus, 24)(large)
    copyIcon(Minus, 14)(small)

    expect([large, small].map((element) => element.querySelectorAll('svg[aria-hidden="true"] path').length)).toEqual([1, 1])
    expect([large, small].map((element) => element.querySelector('svg')?.getAttribute('width'))).toEqual(['24', '14'])
  })

  it('takes the place of the one before', () => {
    const element = document.createElement('span')

    copyIcon(Minus, 16)(element)
    copyIcon(Minus, 16)(element)

    expect(element.childElementCount).toBe(1)
  })
})
