import { format, inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { MASK, Secret } from '../../../src-main/core/secret.ts'

const text = 'Correct-Horse-1'
const secret = new Secret(text)

describe('a secret', () => {
  it.each<[string, () => string]>([
    ['String()', () => String(secret)],
    ['a template', () => `${secret.toString()} ${String({ secret }.secret)}`],
    ['JSON', () => JSON.stringify(secret)],
    ['JSON of what holds it', () => JSON.stringify({ deep: [{ password: secret }] })],
    ['util.inspect', () => inspect(secret)],
    [
      'util.inspect of what holds it, hidden properties too',
      () => inspect({ deep: { secret } }, { showHidden: true, depth: 9, getters: true })
    ],
    ['util.format', () => format('%s %o %O %j', secret, secret, { secret }, { secret })],
    ['an error message', () => new Error(`bind failed for ${secret.toString()}`).message],
    ['its entries', () => JSON.stringify([Object.entries(secret), Object.keys(secret), Reflect.ownKeys(secret).map(String)])],
    ['a copy', () => JSON.stringify(Object.assign({}, secret))]
  ])('never shows its text in %s', (_what, shown) => {
    expect(shown()).not.toContain(text)
  })

  it('prints as a mask', () => {
    expect([String(secret), JSON.stringify({ secret }), inspect(secret)]).toEqual([MASK, `{"secret":"${MASK}"}`, MASK])
  })

  it('loses its text in a structured clone: nothing of it can cross to another process by mistake', () => {
    expect(structuredClone({ secret })).toEqual({ secret: {} })
  })

  it('gives its text to whoever asks for it by name', () => {
    expect(secret.reveal()).toBe(text)
  })

  it.each([
    ['', true],
    [' ', false],
    ['x', false]
  ])('knows whether “%s” is empty: %s', (given, isEmpty) => {
    expect(new Secret(given).isEmpty).toBe(isEmpty)
  })
})
