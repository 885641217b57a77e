"use client";

import { setNonce } from "get-nonce";

/**
 * Hands the page's nonce to the scroll lock of dialogs, which adds a style element at run time.
 * It runs while rendering because the first dialog may open before any effect of this tree.
 */
export function StyleNonce({ nonce }: { nonce: string | undefined }) {
  if (typeof document !== "undefined" && nonce !== undefined) setNonce(nonce);
  return null;
}
