import { useEffect, useState } from "react";

/**
 * Holds back links, and asks through the browser before the tab closes, while something is not saved. `wanted` is the
 * address that a link would have gone to: whoever shows the question goes there if the answer is yes. The back button of
 * the browser and `router.push` are not links, and are not held back.
 */
export function useUnsaved(isDirty: boolean): { wanted: string | undefined; stay: () => void } {
  const [wanted, setWanted] = useState<string>();
  useEffect(() => {
    if (!isDirty) return;
    const hold = (event: MouseEvent) => {
      const href = hrefOf(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(href);
    };
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before any handler of a link sees the click.
    document.addEventListener("click", hold, { capture: true });
    window.addEventListener("beforeunload", ask);
    return () => {
      document.removeEventListener("click", hold, { capture: true });
      window.removeEventListener("beforeunload", ask);
    };
  }, [isDirty]);
  return { wanted, stay: () => setWanted(undefined) };
}

/** Where a plain click leads in this tab and on this site, if that is another page. */
function hrefOf(event: MouseEvent): string | undefined {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!(link instanceof HTMLAnchorElement) || !isPlain || link.target === "_blank") return undefined;
  const { origin, pathname } = window.location;
  const isElsewhere = link.origin === origin && link.pathname !== pathname;
  return isElsewhere ? `${link.pathname}${link.search}${link.hash}` : undefined;
}
