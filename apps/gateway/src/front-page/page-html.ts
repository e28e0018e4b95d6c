const STYLE = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}a.button,button{font:inherit;display:inline-block;padding:.4rem 1rem;border:1px solid #1f5c57;border-radius:.3rem;background:#1f5c57;color:#fff;text-decoration:none;cursor:pointer}[role=alert]{color:#8a1c1c}';

/** A whole page around `content`; `script` is the address of a module. */
export function page(content: string, script: string | null = null): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Spindle</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><h1>Spindle</h1>${content}</main>${script ? `<script type="module" src="${script}"></script>` : ''}</body></html>`;
}
