import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { wholeNumber } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { OpenLinkDialog } from "../invitations/OpenLinkDialog";
import type { OpenInvitation } from "../invitations/protocol";
import type { SchoolPerson } from "../people/protocol";
import type { SchoolClass } from "../structure/protocol";
import { guardiansApi } from "./api";

const schema = v.object({ cap: wholeNumber(1, 10) });

interface GuardianLinkDialogProps {
  of: SchoolClass;
  student: SchoolPerson;
  onClose: () => void;
}

/** A link for the guardians of one child, into the guardians' chat of its class. */
export function GuardianLinkDialog({ of, student, onClose }: GuardianLinkDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(guardiansApi);
  const queries = useQueryClient();
  const chatId = of.guardiansChatId;
  const [open, setOpen] = useState<OpenInvitation | null>(null);
  const { register, submit, formState, refusal } = useDeskForm(schema, { cap: 2 });
  if (open) return <OpenLinkDialog open={open} onClose={onClose} />;
  return (
    <FormDialog
      title={t("guardians.inviteTitle", { name: student.name })}
      hint={t(chatId == null ? "guardians.noChat" : "guardians.inviteHint")}
      act={t("invitations.make")}
      busy={formState.isSubmitting || chatId == null}
      refusal={refusal}
      onSubmit={submit(async ({ cap }) => {
        if (chatId == null) return;
        setOpen(await api.invite({ chatId, studentId: student.personId, cap }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
      })}
      onClose={onClose}
    >
      <TextField
        label={t("invitations.cap")}
        type="number"
        min={1}
        max={10}
        error={formState.errors.cap}
        {...register("cap")}
      />
    </FormDialog>
  );
}
