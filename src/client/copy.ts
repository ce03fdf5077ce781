/** Gives every listing and every equation a button that copies it; an equation as the LaTeX it was written in. */
for (const block of document.querySelectorAll<HTMLElement>('article pre, article .equation')) {
  const isEquation = block.matches('.equation')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  const label = isEquation ? 'Copy LaTeX' : 'Copy'
  button.textContent = label
  button.addEventListener('click', () => {
    void navigator.clipboard?.writeText(isEquation ? latexOf(block) : (block.textContent ?? '')).then(() => {
      button.textContent = 'Copied'
      setTimeout(() => (button.textContent = label), 2000)
    })
  })
  const frame = document.createElement('div')
  frame.className = 'copyable'
  block.replaceWith(frame)
  frame.append(block, button)
}

/** The source of a formula, with the site's macros for sizes as the letters that they stand for. */
function latexOf(equation: Element): string {
  const source = equation.querySelector('annotation[encoding="application/x-tex"]')?.textContent ?? ''
  return source.replace(/\\([A-Za-z])(?![A-Za-z])/g, '$1').trim()
}
