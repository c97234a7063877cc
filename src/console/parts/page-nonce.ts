/** What the page's content security policy lets through styles with; new for each answer. */
export const pageNonce = document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? ''
