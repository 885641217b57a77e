import { type ComponentType, lazy, type LazyExoticComponent } from "react";

/**
 * A component whose code loads beside the first paint instead of before it. Loading starts with the page, so that it
 * is there by the time the session is open.
 */
export function late<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  // A failure is not lost: React asks again and shows it.
  if (typeof window !== "undefined") load().catch(() => undefined);
  return lazy(load);
}
