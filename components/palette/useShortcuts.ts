import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { GO_KEY, type PageName, pages } from "./shortcuts";

interface ShortcutActions {
  reachable: readonly PageName[];
  onPalette: () => void;
  onHelp: () => void;
}

/** Listens to the keys that work on every page. Letters mean nothing while somebody types. */
export function useShortcuts({ reachable, onPalette, onHelp }: ShortcutActions): void {
  const router = useRouter();
  useEffect(() => {
    const unlessTyping = (run: () => void) => (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTakenElsewhere(event.target)) return;
      event.preventDefault();
      run();
    };
    return tinykeys(window, {
      "$mod+k": (event) => {
        event.preventDefault();
        if (!isModalOpen()) onPalette();
      },
      // Keyboards differ in whether this takes a Shift.
      "?": unlessTyping(onHelp),
      "Shift+?": unlessTyping(onHelp),
      ...Object.fromEntries(
        reachable.map((page) => [
          `${GO_KEY} ${pages[page].key}`,
          unlessTyping(() => router.push(pages[page].href)),
        ]),
      ),
    });
  }, [router, reachable, onPalette, onHelp]);
}

/** Whether a letter typed here already means something. */
function isTakenElsewhere(target: EventTarget | null): boolean {
  const taken = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";
  return isModalOpen() || (target instanceof Element && target.closest(taken) !== null);
}

/** What has to be answered first. */
function isModalOpen(): boolean {
  return document.querySelector("dialog:modal") !== null;
}
