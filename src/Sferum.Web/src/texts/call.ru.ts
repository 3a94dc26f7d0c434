export { default } from "../../../Sferum.Protocol/Texts/call/ru.json";
