import { type RefObject, useEffect } from "react";

/** The first wrong field gets the focus, also for those who do not see that it turned red. */
export function useInvalidFocus(form: RefObject<HTMLElement | null>, problem: unknown): void {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [form, problem]);
}
