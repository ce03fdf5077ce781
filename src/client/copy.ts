import { plainTex } from '../engine/plain-tex.ts'

/** Gives every listing and every equation a button that copies it; an equation as the LaTeX it was written in. */
for (const block of document.querySelectorAll<HTMLElement>('article pre, article .equation')) {
  const isEquation = block.matches('.equation')
  const button = document.createElement('button')
  button.className = 'copy'
  const label = isEquation ? 'Copy LaTeX' : 'Copy'
  button.textContent = label
  button.addEventListener('click', () => {
    void navigator.clipboard?.writeText(isEquation ? latexOf(block) : block.textContent).then(() => {
      button.textContent = 'Copied'
      setTimeout(() => (button.textContent = label), 2000)
    })
  })
  const frame = document.createElement('div')
  frame.className = 'copyable'
  block.replaceWith(frame)
  frame.append(block, button)
}

const latexOf = (equation: Element): string => plainTex(equation.querySelector<MathMLElement>('math')!.dataset['tex']!)
