import { tidy } from './text.ts'

/** A cell that lists several things, parted by ；;、| line breaks, or by / where both sides are names of some length. */
export function readList(text: string): string[] {
  const parts = text.split(/[;；、|｜\r\n]+/).flatMap(splitSlash)
  return [...new Set(parts.map(tidy).filter((part) => part !== ''))]
}

function splitSlash(part: string): string[] {
  const pieces = part.split(/[/／]/)
  return pieces.length > 1 && pieces.every((piece) => piece.trim().length >= 3) && !part.includes('://') ? pieces : [part]
}
