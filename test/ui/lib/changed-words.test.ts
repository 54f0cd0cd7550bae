import { describe, expect, it } from 'vitest'
import { changedWords } from '../../../src-renderer/lib/changed-words.ts'

function marked(before: string, after: string): readonly string[] {
  const { before: first, after: second } = changedWords(before, after)
  return [first, second].map((parts) => parts.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''))
}

describe('the words of two values', () => {
  it('are marked where they differ, and nowhere else', () => {
    expect(marked('dc1.corp.example', 'dc2.corp.example')).toEqual(['[dc1].corp.example', '[dc2].corp.example'])
    expect(marked('Staff, Finance', 'Staff, Sales, Finance')).toEqual(['Staff, Finance', 'Staff, [Sales, ]Finance'])
    expect(marked('OU=Staff,DC=corp', 'OU=People,DC=corp')).toEqual(['OU=[Staff],DC=corp', 'OU=[People],DC=corp'])
  })

  it('are all marked when one value is new or gone, and none when both are the same', () => {
    expect(marked('', 'dc1')).toEqual(['', '[dc1]'])
    expect(marked('dc1', '')).toEqual(['[dc1]', ''])
    expect(marked('a a', 'a a')).toEqual(['a a', 'a a'])
  })

  it('are the whole text when they are put together again', () => {
    for (const [before, after] of [
      ['a, b, a', 'a, a'],
      ['x', 'x x'],
      ['1.2.3', '3.2.1']
    ] as const) {
      const words = changedWords(before, after)
      expect([words.before, words.after].map((parts) => parts.map(({ text }) => text).join(''))).toEqual([before, after])
    }
  })
})
