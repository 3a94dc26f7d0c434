import * as v from "valibot";
import type { FormWord } from "./Field";

const say = (word: FormWord): FormWord => word;

/** What fields of the desk's forms must hold; what is wrong is named by a word of the catalogue. */
export const text = (most: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty(say("required")), v.maxLength(most, say("tooLong")));

export const optionalText = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, say("tooLong")));

/** As an <input type="date"> gives it. */
export const date = v.pipe(v.string(), v.isoDate(say("notDate")));

export const optionalDate = v.union([v.literal(""), date], say("notDate"));

/** As an <input type="number"> gives it. */
export const wholeNumber = (least: number, most: number) =>
  v.pipe(
    v.union([v.string(), v.number()]),
    v.transform(Number),
    v.integer(say("notNumber")),
    v.minValue(least, say("outOfRange")),
    v.maxValue(most, say("outOfRange")),
  );

/** Numbers as people list them: "12, 15 16". */
export const numbers = (most: number) =>
  v.pipe(
    v.string(),
    v.transform((words) =>
      words
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(Number),
    ),
    v.array(v.pipe(v.number(say("notNumber")), v.integer(say("notNumber")), v.minValue(1, say("notNumber")))),
    v.minLength(1, say("required")),
    v.maxLength(most, say("outOfRange")),
  );

export const chosen = v.pipe(v.string(say("required")), v.nonEmpty(say("required")));

export const digits = (count: 10 | 13) =>
  v.pipe(v.string(), v.trim(), v.regex(new RegExp(`^\\d{${count}}$`), say(`digits${count}`)));

export const email = v.pipe(v.string(), v.trim(), v.nonEmpty(say("required")), v.email(say("email")));

/** What a file field holds: one file. */
const file = v.pipe(
  v.custom<FileList>((files) => files instanceof FileList && files.length === 1, say("fileMissing")),
  v.transform((files) => files[0] as File),
);

const mb = 1024 * 1024;

/** The file of an order, as the server takes it. */
export const orderFile = v.pipe(
  file,
  v.mimeType(["application/pdf", "image/jpeg", "image/png"], say("fileType")),
  v.maxSize(10 * mb, say("fileLarge")),
);

/** The school's lists: an archive, by its name, because devices call its type many things. */
export const rosterFile = v.pipe(
  file,
  v.check(({ name }) => name.toLowerCase().endsWith(".zip"), say("notZip")),
  v.maxSize(16 * mb, say("zipLarge")),
);

/** A local act as a file. */
export const actFile = v.pipe(file, v.mimeType(["application/pdf"], say("notPdf")), v.maxSize(5 * mb, say("actLarge")));
