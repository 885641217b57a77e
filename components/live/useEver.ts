import { useState } from "react";

/** Whether something was true at least once, for parts that stay when they have been there. */
export function useEver(isNow: boolean): boolean {
  const [ever, setEver] = useState(isNow);
  if (isNow && !ever) setEver(true);
  return ever || isNow;
}
