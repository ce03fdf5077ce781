import type { AstroIntegration } from 'astro'

/**
 * Puts the theme that a reader chose on the page before its first paint. It has to stand in the head and run at once, so it
 * is injected as an inline script: Astro knows its text and can hash it for a content security policy.
 */
export const rememberedTheme: AstroIntegration = {
  name: 'remembered-theme',
  hooks: {
    'astro:config:setup': ({ injectScript }) =>
      injectScript(
        'head-inline',
        `try{const t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}`,
      ),
  },
}
