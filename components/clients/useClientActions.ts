import { useMutation } from "convex/react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { useRefusals } from "../live/useRefusals";
import { useSession } from "../session/SessionProvider";
import { useToast } from "../ui/Toast";
import type { ClientDetail } from "./useClients";

type User = ClientDetail["frontendUser"];
type LinkedContact = NonNullable<ClientDetail["contact"]>;
interface ContactName {
  id: string;
  name: string;
}

/** What staff decide about a client. What can be taken back at once is done at once, with an undo in its message. */
export function useClientActions() {
  const t = useTranslations("clients");
  const common = useTranslations("common");
  const { sessionId } = useSession();
  const linkFrontendUser = useMutation(api.frontendUsers.linkFrontendUser);
  const unlinkFrontendUser = useMutation(api.frontendUsers.unlinkFrontendUser);
  const reactivateFrontendUser = useMutation(api.frontendUsers.reactivateFrontendUser);
  const revokeFrontendUserSession = useMutation(api.frontendUsers.revokeFrontendUserSession);
  const grantCompanyVisibility = useMutation(api.frontendUsers.grantCompanyVisibility);
  const revokeCompanyVisibility = useMutation(api.frontendUsers.revokeCompanyVisibility);
  const attempt = useAttempt();
  const undo = (run: () => void) => ({ label: common("undo"), run });

  const link = ({ id: frontendUserId, displayName: client }: User, { id: contactId, name }: ContactName) =>
    attempt(() => linkFrontendUser({ sessionId, frontendUserId, contactId }), {
      text: t("linked", { client, contact: name }),
      action: undo(() => void attempt(() => unlinkFrontendUser({ sessionId, frontendUserId }))),
    });
  const unlink = ({ id: frontendUserId, displayName: client }: User, { id: contactId }: ContactName) =>
    attempt(() => unlinkFrontendUser({ sessionId, frontendUserId }), {
      text: t("unlinked", { client }),
      action: undo(() => void attempt(() => linkFrontendUser({ sessionId, frontendUserId, contactId }))),
    });
  const closeCompany = ({ id: contactId, name, crmOrganizationId: crmOrgId }: LinkedContact) =>
    attempt(() => revokeCompanyVisibility({ sessionId, contactId }), {
      text: t("companyClosed", { contact: name }),
      ...(crmOrgId === null
        ? {}
        : {
            action: undo(
              () => void attempt(() => grantCompanyVisibility({ sessionId, contactId, crmOrgId })),
            ),
          }),
    });
  const reactivate = ({ id: frontendUserId, displayName: client }: User) =>
    attempt(() => reactivateFrontendUser({ sessionId, frontendUserId }), {
      text: t("reactivated", { client }),
    });
  const endSession = ({ id: frontendUserId }: User, loginId: string) =>
    attempt(() => revokeFrontendUserSession({ sessionId, frontendUserId, loginId }), {
      text: t("sessionEnded"),
    });
  return { link, unlink, closeCompany, reactivate, endSession };
}

/** Says what was done, or why it was not. */
function useAttempt() {
  const show = useToast();
  const { refusalText } = useRefusals();
  return async (change: () => Promise<unknown>, done?: Parameters<typeof show>[0]): Promise<boolean> => {
    try {
      await change();
      if (done !== undefined) show(done);
      return true;
    } catch (error) {
      show({ text: await refusalText(error), tone: "danger" });
      return false;
    }
  };
}
