/** The number that was clicked or has the focus. */
export const numberAt = (target: EventTarget | null): HTMLDataElement | null =>
  (target as Element).closest<HTMLDataElement>('data[data-poly]')

/** The arrow keys go from one number of a table to the next. */
export function moveInTable(number: HTMLElement, event: KeyboardEvent): void {
  const table = number.closest('table')
  if (!table) return
  const all = [...table.querySelectorAll<HTMLElement>('data[data-poly]')]
  const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : -1
  const next = all[all.indexOf(number) + step]
  if (!next) return
  event.preventDefault()
  number.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}
