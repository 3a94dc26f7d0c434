import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { SelectField, TextField } from "../../shell/form/fields";
import { rosterFile } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import type { RosterWish } from "./protocol";

const schema = v.object({ file: rosterFile, encoding: v.picklist(["utf-8", "windows-1251"]) });

interface ChooseFileProps {
  wish: RosterWish;
  busy: boolean;
  onChosen: (file: File, wish: RosterWish) => void;
}

/** The file, and in which letters it is written: old programs of schools write the old ones. */
export function ChooseFile({ wish, busy, onChosen }: ChooseFileProps) {
  const { t } = useTranslation("desk");
  const { register, submit, formState } = useDeskForm(schema, { encoding: wish.encoding });
  const { errors } = formState;
  return (
    <form
      className="card col g3"
      noValidate
      onSubmit={submit(async ({ file, encoding }) => onChosen(file, { ...wish, encoding }))}
    >
      <TextField
        label={t("import.file")}
        hint={t("import.fileHint")}
        type="file"
        accept=".zip,application/zip"
        error={errors.file}
        {...register("file")}
      />
      <SelectField label={t("import.encoding")} hint={t("import.encodingHint")} {...register("encoding")}>
        <option value="utf-8">UTF-8</option>
        <option value="windows-1251">Windows-1251</option>
      </SelectField>
      <div>
        <button type="submit" className="btn pri" disabled={busy}>
          {t(busy ? "import.looking" : "import.look")}
        </button>
      </div>
    </form>
  );
}
