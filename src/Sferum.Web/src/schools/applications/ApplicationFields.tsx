import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { SelectField, TextField } from "../../shell/form/fields";
import { date, digits, email, optionalText, orderFile, text } from "../../shell/form/rules";
import { today } from "../../texts/times";

/** Every zone of Russia, by a city in it. */
const zones = {
  "Europe/Kaliningrad": "kaliningrad",
  "Europe/Moscow": "moscow",
  "Europe/Samara": "samara",
  "Asia/Yekaterinburg": "yekaterinburg",
  "Asia/Omsk": "omsk",
  "Asia/Krasnoyarsk": "krasnoyarsk",
  "Asia/Irkutsk": "irkutsk",
  "Asia/Yakutsk": "yakutsk",
  "Asia/Vladivostok": "vladivostok",
  "Asia/Magadan": "magadan",
  "Asia/Anadyr": "anadyr",
} as const;

const person = { FamilyName: text(100), GivenName: text(100), MiddleName: optionalText(100), Phone: text(30) };

/** The parts of the form under the names that the server reads. */
export const applicationSchema = v.object({
  name: text(200),
  timeZone: text(64),
  address: text(200),
  email,
  inn: digits(10),
  ogrn: digits(13),
  directorFamilyName: person.FamilyName,
  directorGivenName: person.GivenName,
  directorMiddleName: person.MiddleName,
  directorPhone: person.Phone,
  adminFamilyName: person.FamilyName,
  adminGivenName: person.GivenName,
  adminMiddleName: person.MiddleName,
  adminPhone: person.Phone,
  contactEmail: email,
  orderNumber: text(50),
  orderDate: date,
  order: orderFile,
});

export type ApplicationInput = v.InferInput<typeof applicationSchema>;

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const emptyApplication = (): Partial<ApplicationInput> => ({
  name: "",
  timeZone: here in zones ? here : "Europe/Moscow",
  address: "",
  email: "",
  inn: "",
  ogrn: "",
  directorFamilyName: "",
  directorGivenName: "",
  directorMiddleName: "",
  directorPhone: "",
  adminFamilyName: "",
  adminGivenName: "",
  adminMiddleName: "",
  adminPhone: "",
  contactEmail: "",
  orderNumber: "",
  orderDate: today(),
});

interface ApplicationFieldsProps {
  register: UseFormRegister<ApplicationInput>;
  errors: FieldErrors<ApplicationInput>;
}

/** What a school says of itself, of its director and of the administrator whom its order appoints. */
export function ApplicationFields({ register, errors }: ApplicationFieldsProps) {
  const { t } = useTranslation("desk");
  return (
    <>
      <fieldset className="col g3">
        <legend className="t17 b">{t("apply.school")}</legend>
        <TextField label={t("apply.name")} error={errors.name} {...register("name")} />
        <TextField label={t("apply.address")} error={errors.address} {...register("address")} />
        <div className="cols-2">
          <TextField label={t("apply.inn")} inputMode="numeric" error={errors.inn} {...register("inn")} />
          <TextField label={t("apply.ogrn")} inputMode="numeric" error={errors.ogrn} {...register("ogrn")} />
          <TextField label={t("apply.email")} type="email" error={errors.email} {...register("email")} />
          <SelectField label={t("apply.zone")} error={errors.timeZone} {...register("timeZone")}>
            {Object.entries(zones).map(([zone, city]) => (
              <option key={zone} value={zone}>
                {t(`apply.zones.${city}`)}
              </option>
            ))}
          </SelectField>
        </div>
      </fieldset>
      <PersonFields whose="director" register={register} errors={errors} />
      <PersonFields whose="admin" register={register} errors={errors} />
      <fieldset className="col g3">
        <legend className="t17 b">{t("apply.order")}</legend>
        <div className="cols-2">
          <TextField label={t("form.orderNumber")} error={errors.orderNumber} {...register("orderNumber")} />
          <TextField label={t("form.orderDate")} type="date" error={errors.orderDate} {...register("orderDate")} />
        </div>
        <TextField
          label={t("form.orderFile")}
          hint={t("form.orderFileHint")}
          type="file"
          accept="application/pdf,image/jpeg,image/png"
          error={errors.order}
          {...register("order")}
        />
        <TextField
          label={t("apply.contact")}
          hint={t("apply.contactHint")}
          type="email"
          error={errors.contactEmail}
          {...register("contactEmail")}
        />
      </fieldset>
    </>
  );
}

function PersonFields({ whose, register, errors }: ApplicationFieldsProps & { whose: "director" | "admin" }) {
  const { t } = useTranslation("desk");
  const field = (part: keyof typeof person) => `${whose}${part}` as const;
  return (
    <fieldset className="col g3">
      <legend className="t17 b">{t(`apply.${whose}`)}</legend>
      <div className="cols-2">
        <TextField
          label={t("orders.familyName")}
          error={errors[field("FamilyName")]}
          {...register(field("FamilyName"))}
        />
        <TextField label={t("orders.givenName")} error={errors[field("GivenName")]} {...register(field("GivenName"))} />
        <TextField
          label={t("orders.middleName")}
          optional
          error={errors[field("MiddleName")]}
          {...register(field("MiddleName"))}
        />
        <TextField
          label={t("requests.phone")}
          type="tel"
          inputMode="tel"
          error={errors[field("Phone")]}
          {...register(field("Phone"))}
        />
      </div>
    </fieldset>
  );
}
