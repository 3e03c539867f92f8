import { createHmac, timingSafeEqual } from 'node:crypto'

/** A time stamp and the HMAC-SHA256 of `seconds.body` in hex, as the header `x-polycenter-signature` carries it. RFC 2104. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${macOf(secret, `${seconds}.${body}`)}`
}

/** Whether a signature belongs to a body and is not older than five minutes; what a receiver does. */
export function isSigned(signature: string, { secret, body, now }: { secret: string; body: string; now: Date }): boolean {
  const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  if (!seconds || !mac || Math.abs(now.getTime() / 1000 - Number(seconds)) > 300) return false
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, `${seconds}.${body}`)))
}

function macOf(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
