import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const patience = 10_000

/** Addresses of this machine and of its links: a server must not be made to call itself or the metadata of its host. */
const inside = new BlockList()
for (const [net, bits] of [['127.0.0.0', 8], ['0.0.0.0', 8], ['169.254.0.0', 16]] as const) inside.addSubnet(net, bits)
inside.addAddress('::1', 'ipv6')
inside.addAddress('::', 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/** Whether an IP address is of this machine or link; one written as IPv4 in IPv6 counts as the former. */
export function isInside(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(plain) !== 0 && inside.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

/** Resolves a name as usual and refuses addresses inside; asked at the very moment of connecting, so that no later answer can differ. */
const lookupOutside: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const wrong = !error && addresses.find(({ address }) => isInside(address))
    if (error || wrong) done(error ?? new Error(`${host} is an address of this machine`), '', 0)
    else if (options.all) done(null, addresses as never, 0)
    else done(null, addresses[0]!.address, addresses[0]!.family)
  })
}

type Post = { url: string; body: string; headers: Record<string, string>; /** For tests, and for receivers on this machine. */ allowInside: boolean }

/** Posts JSON and settles when it was answered with 2xx; redirects are not followed. */
export function callOut({ url, body, headers, allowInside }: Post): Promise<void> {
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (!allowInside && isInside(host)) return Promise.reject(new Error(`${host} is an address of this machine`))
  const send = protocol === 'https:' ? https.request : http.request
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST', signal: AbortSignal.timeout(patience), agent: false, ...(allowInside ? {} : { lookup: lookupOutside }),
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'user-agent': 'Polycenter', ...headers },
    }, (response) => {
      response.resume()
      const { statusCode = 0 } = response
      if (statusCode >= 200 && statusCode < 300) resolve()
      else reject(new Error(`answered ${statusCode}`))
    })
    request.on('error', reject)
    request.end(body)
  })
}
