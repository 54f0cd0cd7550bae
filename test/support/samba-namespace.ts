// Runs inside the network namespace, as its first process; samba.ts starts it as `node samba-namespace.ts FOLDER`.
// Starts the domain controller on the fixed ports of LDAP, and relays what arrives at listening sockets that were opened outside:
// a socket stays in the namespace it was made in, also when another process holds it. When this process ends, so does everything in here.
import { execFileSync, spawn } from 'node:child_process'
import { connect, createServer, Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const [, , folder = ''] = process.argv
const answeringPorts = [389, 636, 3268, 3269]

process.on('disconnect', () => process.exit())
process.on('message', (port, handle) => {
  if (handle instanceof Server && typeof port === 'number') relay(handle, port)
})
execFileSync('ip', ['link', 'set', 'lo', 'up'])
execFileSync('mount', ['--bind', join(folder, 'hosts'), '/etc/hosts'])
startSamba()
await Promise.all(answeringPorts.map(untilItAccepts))
process.send?.('ready')

function startSamba(): void {
  const options = [
    'server services=ldap,cldap,kdc',
    `pid directory=${join(folder, 'run')}`,
    `ncalrpc dir=${join(folder, 'ncalrpc')}`,
    `winbindd socket directory=${join(folder, 'winbindd')}`
  ]
  const args = [
    '-i',
    '-M',
    'single',
    '--debug-stdout',
    '-s',
    join(folder, 'dc', 'etc', 'smb.conf'),
    ...options.map((option) => `--option=${option}`)
  ]
  const samba = spawn('samba', args, { stdio: ['ignore', 'inherit', 'inherit'] })
  samba.on('error', (error) => {
    throw error
  })
  samba.on('exit', (code) => process.exit(code ?? 1))
}

function relay(listener: Server, port: number): void {
  createServer({ allowHalfOpen: true, noDelay: true }, (client) =>
    connectBoth(client, connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true }))
  ).listen(listener)
}

function connectBoth(client: Socket, upstream: Socket): void {
  client.pipe(upstream).pipe(client)
  // One side is gone, whoever ended it: the other one has to learn of it, and there is nobody to report to.
  client.on('error', () => upstream.resetAndDestroy()).on('close', () => upstream.destroy())
  upstream.on('error', () => client.resetAndDestroy()).on('close', () => client.destroy())
}

async function untilItAccepts(port: number): Promise<void> {
  while (!(await accepts(port))) await delay(20)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
