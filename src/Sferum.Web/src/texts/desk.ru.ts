export { default } from "../../../Sferum.Protocol/Texts/desk/ru.json";
