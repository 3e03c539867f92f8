/** Where a value in degrees may lie, and the signs of the two halves of its circle. */
const axes = {
  longitude: { most: 180, plus: /^(?:东经|e)|(?:e)$/i, minus: /^(?:西经|w)|(?:w)$/i },
  latitude: { most: 90, plus: /^(?:北纬|n)|(?:n)$/i, minus: /^(?:南纬|s)|(?:s)$/i },
} as const

export type Axis = keyof typeof axes

const parts = /^(\d+(?:\.\d+)?)(?:[°度d](?:(\d+(?:\.\d+)?)[′'分](?:(\d+(?:\.\d+)?)(?:″|"|秒|′′|'')?)?)?)?$/i

/** Degrees as people write them: `114.0579`, `东经114.0579°`, `114°3′28″E`, `-0.1276`. Undefined: none, `beyond`: more than the circle has. */
export function readDegrees(cell: string | number | boolean, axis: Axis): number | 'beyond' | undefined {
  const value = typeof cell === 'number' ? cell : typeof cell === 'string' ? readWritten(cell, axis) : undefined
  if (value === undefined || !Number.isFinite(value)) return undefined
  return Math.abs(value) > axes[axis].most ? 'beyond' : value
}

function readWritten(text: string, axis: Axis): number | undefined {
  const { plus, minus } = axes[axis]
  const plain = text.replaceAll('º', '°').normalize('NFKC').replace(/[\u2212\u2013]/g, '-').replace(/(?<!\d)\s+|\s+(?!\d)/g, '').replace(/[’‘]/g, "'").replace(/[”“]/g, '"')
  const side = plain.startsWith('-') ? /^-/ : minus.test(plain) ? minus : undefined
  const match = parts.exec(plain.replace(side ?? plus, '').replace(/^\+/, ''))
  if (!match) return undefined
  const [minutes, seconds] = [Number(match[2] ?? 0), Number(match[3] ?? 0)]
  if (minutes >= 60 || seconds >= 60) return undefined
  const size = Number(match[1]) + minutes / 60 + seconds / 3600
  return side ? -size : size
}
