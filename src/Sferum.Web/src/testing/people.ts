import type { Person } from "../chats/protocol";

const person = (id: string, name: string, role: string): Person => ({ id, name, role });

/** Invented people of an invented class. */
export const people = {
  anna: person("p-anna", "Анна Сергеевна Ветрова", "class_teacher"),
  sonya: person("p-sonya", "Соня Белкина", "student"),
  ilya: person("p-ilya", "Илья Громов", "student"),
  vera: person("p-vera", "Вера Лосева", "student"),
};
