import type { File } from '../../explorer/exports.ts'

/** Gives the reader a file that was made in the browser. */
export function save({ name, type, text }: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
