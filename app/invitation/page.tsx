import type { Metadata } from "next";
import { InvitationAnswer } from "@/components/invitations/InvitationAnswer";
import { SignInFrame } from "@/components/session/SignInFrame";

export const metadata: Metadata = { title: "Invitation" };

export default function InvitationPage() {
  return (
    <SignInFrame
      promise="Everything your business keeps, under one roof, and always as it is right now."
      note="What a colleague changes appears on your screen at once."
    >
      <InvitationAnswer />
    </SignInFrame>
  );
}
