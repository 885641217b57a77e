"use client";

import { Check } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  use,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { classNames } from "./classNames";
import { menuClass, menuItemClass } from "./menuClasses";
import { firstItem, lastItem, moveInMenu, typeAhead } from "./menuKeys";
import { type MenuAlign, placeMenu } from "./placeMenu";

interface Menu {
  id: string;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
  /** What has the focus when the menu opens: for the keyboard an item, for a pointer nothing yet. */
  entry: RefObject<Entry>;
  enterAt: (entry: Entry) => void;
}

type Entry = "first" | "last" | "menu";

const MenuContext = createContext<Menu | undefined>(undefined);
const RadioContext = createContext<{ value: string; choose: (value: string) => void } | undefined>(undefined);

/**
 * A menu button after the pattern of the ARIA authoring practices, on a popover of the platform: that closes it with a
 * click elsewhere and draws it above everything. Not modal: the page behind stays readable and can be scrolled.
 */
export function DropdownMenu({ children }: { children: ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const entry = useRef<Entry>("menu");
  const enterAt = (next: Entry) => {
    entry.current = next;
  };
  return <MenuContext value={{ id, isOpen, setOpen, trigger, entry, enterAt }}>{children}</MenuContext>;
}

export function DropdownMenuTrigger(props: ComponentProps<"button">) {
  const { id, isOpen, trigger, enterAt } = useMenu();
  const openWithArrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    enterAt(event.key === "ArrowDown" ? "first" : "last");
    document.getElementById(id)?.showPopover();
  };
  return (
    <button
      type="button"
      {...props}
      ref={trigger}
      popoverTarget={id}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onKeyDown={openWithArrow}
      // Enter and Space arrive as a click that no pointer made.
      onClick={({ detail }) => enterAt(detail === 0 ? "first" : "menu")}
    />
  );
}

interface DropdownMenuContentProps {
  align: MenuAlign;
  className?: string;
  children: ReactNode;
}

/** Drawn where its button is, so that it belongs to the same landmark. */
export function DropdownMenuContent({ align, className, children }: DropdownMenuContentProps) {
  const { id, isOpen, setOpen, trigger, entry } = useMenu();
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current: list } = menu;
    const { current: button } = trigger;
    if (!isOpen || list === null || button === null) return;
    const place = () => placeMenu(list, button, align);
    const enter = () => {
      place();
      const target = { first: firstItem(list), last: lastItem(list), menu: list }[entry.current];
      (target ?? list).focus({ preventScroll: true });
    };
    // The browser says beforehand that it will show the menu; until it does, nothing in it has a size or takes the focus.
    const shown = new ResizeObserver(() => {
      if (list.contains(document.activeElement)) place();
      else enter();
    });
    if (list.matches(":popover-open")) enter();
    shown.observe(list);
    // A page that is scrolled takes the button along, whichever of its boxes scrolls.
    const scroll = { capture: true, passive: true };
    window.addEventListener("scroll", place, scroll);
    window.addEventListener("resize", place);
    return () => {
      shown.disconnect();
      window.removeEventListener("scroll", place, scroll);
      window.removeEventListener("resize", place);
    };
  }, [isOpen, align, trigger, entry]);
  return (
    <div
      ref={menu}
      id={id}
      role="menu"
      popover="auto"
      tabIndex={-1}
      onBeforeToggle={({ newState, currentTarget }) => {
        setOpen(newState === "open");
        // Not all browsers give a button the focus when it is clicked, and so they would not give it back.
        if (newState === "closed" && currentTarget.contains(document.activeElement)) trigger.current?.focus();
      }}
      onKeyDown={handleMenuKey}
      className={classNames(menuClass, className ?? "min-w-40")}
    >
      {isOpen ? children : null}
    </div>
  );
}

interface DropdownMenuItemProps {
  onSelect: () => void;
  children: ReactNode;
}

export function DropdownMenuItem({ onSelect, children }: DropdownMenuItemProps) {
  return (
    <MenuButton role="menuitem" onSelect={onSelect}>
      {children}
    </MenuButton>
  );
}

interface DropdownMenuRadioGroupProps {
  /** What is chosen, where a menu holds more than one choice. */
  label?: string;
  value: string;
  onValueChange: (value: string) => void;
  children: ReactNode;
}

export function DropdownMenuRadioGroup({
  label,
  value,
  onValueChange,
  children,
}: DropdownMenuRadioGroupProps) {
  return (
    <RadioContext value={{ value, choose: onValueChange }}>
      <div role="group" aria-label={label}>
        {children}
      </div>
    </RadioContext>
  );
}

export function DropdownMenuRadioItem({ value, children }: { value: string; children: ReactNode }) {
  const group = use(RadioContext);
  const isChosen = group?.value === value;
  return (
    <MenuButton role="menuitemradio" aria-checked={isChosen} onSelect={() => group?.choose(value)}>
      {children}
      {isChosen ? (
        <span className="ml-auto pl-4">
          <Check aria-hidden />
        </span>
      ) : null}
    </MenuButton>
  );
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 py-1.5 text-xs text-ink-faint">{children}</div>;
}

export function DropdownMenuSeparator() {
  return <div role="separator" className="-mx-1 my-1 h-px bg-line" />;
}

function useMenu(): Menu {
  const menu = use(MenuContext);
  if (menu === undefined) throw new Error("Parts of a menu are for components inside a DropdownMenu.");
  return menu;
}

interface MenuButtonProps extends Omit<ComponentProps<"button">, "onSelect"> {
  onSelect: () => void;
}

function MenuButton({ onSelect, ...rest }: MenuButtonProps) {
  const { id } = useMenu();
  const select = (event: MouseEvent) => {
    event.stopPropagation();
    // First, so that whatever opens next gives the focus back to the button of this menu.
    document.getElementById(id)?.hidePopover();
    onSelect();
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      {...rest}
      onClick={select}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onPointerLeave={() => document.getElementById(id)?.focus({ preventScroll: true })}
      className={menuItemClass}
    />
  );
}

function handleMenuKey(event: KeyboardEvent<HTMLElement>): void {
  const { currentTarget: menu, key } = event;
  // What is around the menu has its own use for the same keys.
  event.stopPropagation();
  if (key === "Tab" || key === "Escape") {
    // With Tab the focus goes on from the button that the menu gave it back to.
    if (key === "Escape") event.preventDefault();
    menu.hidePopover();
  } else if (moveInMenu(menu, key) || typeAhead(menu, event)) {
    event.preventDefault();
  }
}
