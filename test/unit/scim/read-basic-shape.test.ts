import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBasicShape } from '../../../src-main/core/scim/read-basic-shape.ts'
import { Secret } from '../../../src-main/core/secret.ts'

const look = (username: string, password: string, others: Parameters<typeof readBasicShape>[1] = []) =>
  readBasicShape({ username, password: new Secret(password) }, others)

describe('the look of a user name and a password for SCIM', () => {
  it.each([
    ['', 'x', 'the user name is empty'],
    ['  ', 'x', 'the user name is empty'],
    ['scim:secret', 'x', 'colon'],
    ['scim\n', 'x', 'control character'],
    [' scim', 'x', 'space'],
    ['scim', '', 'the password is empty'],
    ['scim', '   ', 'the password is empty'],
    ['scim', 'one\ntwo', 'control character'],
    ['scim', 'Basic c2NpbTpzZWNyZXQ=', 'a whole header'],
    ['scim', 'Authorization: basic c2NpbTpzZWNyZXQ=', 'a whole header'],
    ['scim', '••••••••', 'dots'],
    ['scim', 'half \ud83d', 'half a character'],
    ['x'.repeat(2000), 'x', '2000 characters'],
    ['scim', 'x'.repeat(2000), '2000 characters']
  ])('is malformed: %j with %j', (username, password, because) => {
    expect(look(username, password)).toEqual({ kind: 'malformed', because: expect.stringContaining(because) as string })
  })

  it.each([
    ['scim-101', 'secret word: with colon, space and Basic in it'],
    ['scim@käse', 'пароль🔑'],
    ['a', 'b']
  ])('is whole: %j with %j', (username, password) => {
    expect(look(username, password)).toEqual({ kind: 'whole', length: password.length, looksLike: undefined })
  })

  it.each([
    ['same-same', 'the user name, entered twice'],
    ['secret ', 'a space before or after it'],
    ['“secret”', 'in quotation marks'],
    ['the-api-key', 'the API key of this site']
  ])('looks like something else: %j', (password, like) => {
    const others = [{ name: 'the API key of this site', secret: new Secret('the-api-key') }]
    expect(look('same-same', password, others)).toMatchObject({ kind: 'whole', looksLike: expect.stringContaining(like) as string })
  })

  it('says nothing of the text of the password', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 13 }), (username, password) => {
        expect(JSON.stringify(look(username, password))).not.toContain(password)
      })
    )
  })
})
