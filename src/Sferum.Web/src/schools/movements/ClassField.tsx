import type { ComponentProps } from "react";
import type { FieldError } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { SelectField } from "../../shell/form/fields";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "../structure/api";

/** One of the living classes of the current year. */
export function ClassField({ error, ...select }: { error?: FieldError } & Omit<ComponentProps<"select">, "id">) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const classes = useDesk(["classes"], () => api.classes({}));
  return (
    <SelectField label={t("movements.toClass")} error={error} {...select}>
      <option value="">{t("form.notChosen")}</option>
      {classes.data?.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </SelectField>
  );
}
