import { once } from 'node:events'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'

/**
 * SCIMMY with users and groups in memory: a real SCIM server, made by others. In JavaScript, because express brings no types.
 *
 * @param {string} token
 * @returns {Promise<{ readonly endpoint: string, count(): number, close(): Promise<void> }>}
 */
export async function startScimmyServer(token) {
  const users = declared(SCIMMY.Resources.User, 'userName')
  const groups = declared(SCIMMY.Resources.Group, 'displayName')
  const app = express()
  app.use(
    '/scim',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => {
        if (request.header('authorization') !== `Bearer ${token}`) throw new Error('Wrong token')
        return 'entra'
      }
    })
  )
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${String(server.address().port)}/scim`,
    count: () => users.size + groups.size,
    close: () => new Promise((resolve) => server.close(() => resolve()))
  }
}

/** Keeps what SCIMMY hands over; a name that is taken is refused as its documentation says. */
function declared(resource, unique) {
  const store = new Map()
  let last = 0
  SCIMMY.Resources.declare(resource)
    .ingress((asked, data) => {
      const id = asked.id ?? String((last += 1))
      const isTaken = [...store.values()].some((item) => item.id !== id && item[unique] === data[unique])
      if (isTaken) throw new SCIMMY.Types.Error(409, 'uniqueness', `${unique} is taken`)
      if (asked.id !== undefined && !store.has(id)) throw new SCIMMY.Types.Error(404, '', `There is no ${id}`)
      store.set(id, { ...data, id })
      return store.get(id)
    })
    .egress((asked) => {
      if (asked.id === undefined) return asked.filter === undefined ? [...store.values()] : asked.filter.match([...store.values()])
      if (!store.has(asked.id)) throw new SCIMMY.Types.Error(404, '', `There is no ${asked.id}`)
      return store.get(asked.id)
    })
    .degress((asked) => {
      if (!store.delete(asked.id)) throw new SCIMMY.Types.Error(404, '', 'It is gone')
    })
  return store
}
