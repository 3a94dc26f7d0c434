import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { optionalText, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "./api";
import type { SchoolCard } from "./protocol";

const lines = ["address", "email", "site", "inn", "ogrn"] as const;

/** What the school says of itself. */
export function CardSection() {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const card = useDesk(["card"], api.card);
  const [editing, setEditing] = useState(false);
  return (
    <section className="card" aria-labelledby="school-card">
      <div className="card-h">
        <h2 className="t17 grow" id="school-card">
          {t("card.title")}
        </h2>
        {card.data && (
          <button
            type="button"
            className="ib"
            aria-label={t("card.edit")}
            title={t("card.edit")}
            onClick={() => setEditing(true)}
          >
            <Icon name="edit" small />
          </button>
        )}
      </div>
      <Loaded query={card}>
        {(of) => (
          <>
            <p className="b">{of.name}</p>
            <dl className="kv t13">
              <dt>{t("apply.zone")}</dt>
              <dd>{of.timeZone}</dd>
              {lines.flatMap((line) =>
                of[line] ? [<dt key={line}>{t(`card.${line}`)}</dt>, <dd key={`${line}-value`}>{of[line]}</dd>] : [],
              )}
            </dl>
            {editing && <CardDialog of={of} onClose={() => setEditing(false)} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

const schema = v.object({
  name: text(200),
  timeZone: text(64),
  address: optionalText(200),
  email: optionalText(200),
  site: optionalText(200),
  inn: optionalText(10),
  ogrn: optionalText(13),
});

/** Whoever changes the card names the revision that was read: two who change it at once do not overwrite each other. */
function CardDialog({ of, onClose }: { of: SchoolCard; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, {
    name: of.name,
    timeZone: of.timeZone,
    address: of.address ?? "",
    email: of.email ?? "",
    site: of.site ?? "",
    inn: of.inn ?? "",
    ogrn: of.ogrn ?? "",
  });
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t("card.edit")}
      act={t("form.save")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async (values) => {
        const orNull = (value: string) => value || null;
        await api.setCard({
          name: values.name,
          timeZone: values.timeZone,
          address: orNull(values.address),
          email: orNull(values.email),
          site: orNull(values.site),
          inn: orNull(values.inn),
          ogrn: orNull(values.ogrn),
          revision: of.revision,
        });
        toast(t("card.saved"));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <TextField label={t("apply.name")} error={errors.name} {...register("name")} />
      <TextField label={t("apply.zone")} error={errors.timeZone} {...register("timeZone")} />
      {lines.map((line) => (
        <TextField key={line} label={t(`card.${line}`)} optional error={errors[line]} {...register(line)} />
      ))}
    </FormDialog>
  );
}
