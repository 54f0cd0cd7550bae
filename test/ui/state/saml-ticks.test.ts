import { describe, expect, it } from 'vitest'
import { SamlTicks } from '../../../src-renderer/state/saml-ticks.svelte.ts'

describe('SamlTicks', () => {
  it('keeps for the next start what is ticked, site by site, and nothing of practice', () => {
    let changes = 0
    const ticks = new SamlTicks(
      (site) => site !== 'practice',
      () => (changes += 1)
    )
    ticks.restore({ 'old.files.com': ['a'] })

    ticks.set('acme.files.com', ['a', 'b'], true)
    ticks.set('acme.files.com', ['a'], false)
    ticks.set('practice', ['a'], true)
    ticks.set('old.files.com', ['a'], false)

    expect(ticks.of('practice')).toEqual(['a'])
    expect(ticks.toKeep).toEqual({ 'acme.files.com': ['b'] })
    expect(changes).toBe(4)
  })
})
