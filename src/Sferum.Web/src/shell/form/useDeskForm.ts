import { valibotResolver } from "@hookform/resolvers/valibot";
import { useState } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { GenericSchema, InferInput, InferOutput } from "valibot";
import { fieldIn, why } from "../words";

/** A form held against a schema before it is sent; what the server refuses is shown beside the field it names, or below all. */
export function useDeskForm<Schema extends GenericSchema<FieldValues, FieldValues>>(
  schema: Schema,
  defaultValues: DefaultValues<InferInput<Schema>>,
) {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<InferInput<Schema>, unknown, InferOutput<Schema>>({
    resolver: valibotResolver(schema),
    defaultValues,
  });
  const submit = (send: (values: InferOutput<Schema>) => Promise<void>) =>
    form.handleSubmit(async (values) => {
      setRefusal(null);
      try {
        await send(values);
      } catch (error) {
        const field = fieldIn(error);
        if (field && field in form.getValues()) {
          form.setError(field as Path<InferInput<Schema>>, { message: "invalid" }, { shouldFocus: true });
        } else setRefusal(why(t, error));
      }
    });
  return { ...form, submit, refusal };
}
