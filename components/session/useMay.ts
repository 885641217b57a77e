import { permits } from "@/lib/permissions/evaluate";
import type { Permission } from "@/lib/permissions/matrix";
import { useSession } from "./SessionProvider";

/**
 * Whether the signed-in person's role allows something here, by the same table that the functions go by. It decides
 * what is offered; the functions decide what happens.
 */
export function useMay(permission: Permission): boolean {
  const { role } = useSession().organization;
  return permits({ kind: "user", role }, permission);
}
