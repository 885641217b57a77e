import { type RefObject, useEffect } from "react";

/**
 * The first wrong field gets the focus, also for those who do not see that it turned red. Where no field is wrong, what
 * is said of all of them is made visible.
 */
export function useInvalidFocus(form: RefObject<HTMLElement | null>, problem: unknown): void {
  useEffect(() => {
    const invalid = form.current?.querySelector<HTMLElement>("[aria-invalid='true']");
    if (invalid) invalid.focus();
    else form.current?.querySelector("[role='alert']")?.scrollIntoView({ block: "nearest" });
  }, [form, problem]);
}
