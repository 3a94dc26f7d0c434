export { web as default } from "../../../Sferum.Protocol/Texts/ru.json";
