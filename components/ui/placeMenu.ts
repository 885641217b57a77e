/** Which edge of its button a menu keeps to. */
export type MenuAlign = "start" | "end";

const GAP = 6;
const EDGE = 8;

/** Below its button, or above it where there is no room, and never out of the window. */
export function placeMenu(menu: HTMLElement, button: HTMLElement, align: MenuAlign): void {
  const anchor = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = align === "start" ? anchor.left : anchor.right - width;
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - height;
  const fitsBelow = below + height + EDGE <= window.innerHeight;
  menu.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - EDGE - width))}px`;
  menu.style.top = `${fitsBelow || above < EDGE ? below : above}px`;
}
