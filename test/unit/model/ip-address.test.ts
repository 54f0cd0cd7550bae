import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ipAddressBytes, ipAddressText } from '../../../src-main/core/model/ip-address.ts'

it('reads the notations people type', () => {
  expect(ipAddressBytes('10.0.0.5')).toEqual([10, 0, 0, 5])
  expect(ipAddressBytes('::1')).toEqual([...Array.from({ length: 15 }, () => 0), 1])
  expect(ipAddressBytes('[fe80::1%eth0]')).toEqual([0xfe, 0x80, ...Array.from({ length: 13 }, () => 0), 1])
  expect(ipAddressBytes('::ffff:10.0.0.5')).toEqual([...Array.from({ length: 10 }, () => 0), 255, 255, 10, 0, 0, 5])
})

it.each(['', '10.0.0', '10.0.0.256', '10.0.0.05', 'dc1.corp.example', '1::2::3', '1:2:3:4:5:6:7', '12345::', '1.2.3.4::', ':', ':::'])(
  'does not take %j for an address',
  (text) => {
    expect(ipAddressBytes(text)).toBeUndefined()
  }
)

it('agrees with Node on what an address is', () => {
  const text = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV4Extended(),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef:.')), maxLength: 40 })
  )
  fc.assert(
    fc.property(text, (address) => (ipAddressBytes(address) !== undefined) === isIP(address) > 0),
    { numRuns: 2000 }
  )
})

it('writes IPv6 as a browser does, in canonical form', () => {
  const zeroHeavy = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 })), { minLength: 16, maxLength: 16 })
  fc.assert(
    fc.property(zeroHeavy, (bytes) => {
      const text = ipAddressText(bytes) ?? ''
      expect(`[${text}]`).toBe(new URL(`http://[${text}]/`).hostname)
      expect(ipAddressBytes(text)).toEqual(bytes)
    })
  )
})

it('has no text for another number of bytes', () => {
  expect(ipAddressText([1, 2, 3])).toBeUndefined()
  expect(ipAddressText([10, 0, 0, 5])).toBe('10.0.0.5')
})
