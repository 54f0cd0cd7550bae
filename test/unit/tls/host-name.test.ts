import { expect, it } from 'vitest'
import { hostText, parseHost } from '../../../src-main/adapters/transport/host-name.ts'

it.each([
  ['10.0.0.1', 'address', '10.0.0.1'],
  ['::1', 'address', '::1'],
  ['[2001:db8::1]', 'address', '2001:db8::1'],
  ['fe80::1%eth0', 'address', 'fe80::1%eth0'],
  ['DC1.Corp.Example', 'name', 'dc1.corp.example'],
  ['dc1.corp.example.', 'name', 'dc1.corp.example'],
  [' dc1 ', 'name', 'dc1'],
  ['dc_1.corp', 'name', 'dc_1.corp'],
  ['münchen.example', 'name', 'xn--mnchen-3ya.example'],
  ['10.1', 'name', '10.1'],
  ['', 'name', '']
])('reads %j as the %s %j', (typed, kind, text) => {
  const host = parseHost(typed)

  expect([host.kind, hostText(host)]).toEqual([kind, text])
})
